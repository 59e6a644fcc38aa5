import * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Session } from '../../platform/session';
import { showInput } from '../../platform/show/inputs';
import { showInformation, showWarning } from '../../platform/show/messages';
import { ClickSendError } from '../../api/errors';
import { UserFacingError } from '../../platform/errors';
import { messageTexts } from '../../platform/editorText';
import type { Template } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { closeEditors, retitleEditors, showTemplate } from './editors';
import { templateName } from './row';
import type { TemplateClient } from './services';
import type { TemplateView } from './view';

/** The account an action began with; a switch half-way must not move it to another. */
interface Connection {
  readonly client: TemplateClient;
  readonly accountId: string;
  readonly accountLabel: string;
}

/** Making, renaming, copying and deleting templates. */
export class TemplateEditing {
  constructor(
    private readonly session: Session<TemplateClient>,
    private readonly view: Pick<TemplateView, 'refresh' | 'update' | 'remove'>,
  ) {}

  async create(): Promise<void> {
    const connection = await this.connect();
    const name = await askName(connection, vscode.l10n.t('Create Template'), '');
    await this.add(connection, { name, body: '' });
  }

  async createFromSelection(): Promise<void> {
    const connection = await this.connect();
    const [body] = messageTexts(vscode.window.activeTextEditor);
    if (body === undefined) {
      throw new UserFacingError(vscode.l10n.t('Select the text of the template first.'));
    }
    const title = vscode.l10n.t('Create Template from Selection');
    const name = await askName(connection, title, visibleLine(body, 40));
    await this.add(connection, { name, body });
  }

  async duplicate(template: Template): Promise<void> {
    const connection = await this.connect();
    const title = vscode.l10n.t('Duplicate Template');
    const name = await askName(connection, title, vscode.l10n.t('{0} copy', template.name));
    const { body } = await connection.client.templates.get(template.templateId);
    await this.add(connection, { name, body });
  }

  async rename(template: Template): Promise<void> {
    const connection = await this.connect();
    const { client, accountId } = connection;
    const title = vscode.l10n.t('Rename Template');
    const name = await askName(connection, title, template.name, template.templateId);
    if (name === template.name) {
      return;
    }
    // An update replaces both fields, so the body must be the one of now.
    const { body } = await client.templates.get(template.templateId);
    const renamed = await client.templates.update({ ...template, body, name });
    this.view.update(renamed);
    await retitleEditors(renamed, accountId);
    await this.view.refresh();
  }

  async delete(template: Template): Promise<void> {
    const connection = await this.connect();
    const { client, accountId } = connection;
    const deleteIt = vscode.l10n.t('Delete');
    const picked = await showWarning(
      vscode.l10n.t('Delete the template "{0}"?', templateName(template)),
      {
        modal: true,
        detail: [
          vscode.l10n.t(
            'It is deleted on ClickSend, for everyone who uses the account {0}.',
            connection.accountLabel,
          ),
        ],
      },
      deleteIt,
    );
    if (picked !== deleteIt) {
      return;
    }
    const last = await deleteOnServer(client, template.templateId);
    this.view.remove(template.templateId);
    await closeEditors({ templateId: template.templateId, accountId });
    await this.view.refresh();
    void this.offerUndo(connection, last ?? template);
  }

  private async offerUndo(connection: Connection, deleted: Template): Promise<void> {
    const undo = vscode.l10n.t('Undo');
    const message = vscode.l10n.t('Deleted the template "{0}".', templateName(deleted));
    const picked = await showInformation(message, undo);
    if (picked === undo) {
      await vscode.commands.executeCommand('_clicksend.template.restore', () =>
        this.restore(connection, deleted),
      );
    }
  }

  private async restore(connection: Connection, { name, body }: Template): Promise<void> {
    if (this.session.active?.id !== connection.accountId) {
      throw new UserFacingError(
        vscode.l10n.t(
          'The template was deleted in the account {0}. Switch to it to undo that.',
          connection.accountLabel,
        ),
        {
          title: vscode.l10n.t('Switch Account'),
          run: () => vscode.commands.executeCommand('clicksend.account.switch'),
        },
      );
    }
    const client = await this.session.client();
    await client.templates.create({ name, body });
    await this.view.refresh();
  }

  private async add(
    { client, accountId }: Connection,
    draft: Omit<Template, 'templateId'>,
  ): Promise<void> {
    let created: Template;
    try {
      created = await createOnServer(client, draft);
    } finally {
      // Even an answer that was lost may have made one.
      await this.view.refresh();
    }
    await showTemplate(created, accountId);
  }

  private async connect(): Promise<Connection> {
    const client = await this.session.client();
    const { active } = this.session;
    if (!active) {
      throw new vscode.CancellationError();
    }
    return { client, accountId: active.id, accountLabel: active.label };
  }
}

/** Older editions of the API require a body, so where an empty one is refused the name fills in. */
async function createOnServer(
  client: TemplateClient,
  draft: Omit<Template, 'templateId'>,
): Promise<Template> {
  try {
    return await client.templates.create(draft);
  } catch (error) {
    if (draft.body === '' && error instanceof ClickSendError && error.reason === 'badRequest') {
      return client.templates.create({ ...draft, body: draft.name });
    }
    throw error;
  }
}

/** Returns its last version, for Undo; one that is gone already needs no deleting. */
async function deleteOnServer(
  client: TemplateClient,
  templateId: number,
): Promise<Template | undefined> {
  try {
    const last = await client.templates.get(templateId);
    await client.templates.delete(templateId);
    return last;
  } catch (error) {
    if (error instanceof ClickSendError && error.reason === 'notFound') {
      return undefined;
    }
    throw error;
  }
}

/** `own`: the template that bears the name already, and may. */
async function askName(
  { client }: Pick<Connection, 'client'>,
  title: string,
  value: string,
  own?: number,
): Promise<string> {
  for (let offered = value; ;) {
    const typed = await showInput({
      title,
      value: offered,
      prompt: vscode.l10n.t('Name of the template'),
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.trim() === '' ? vscode.l10n.t('A template needs a name.') : undefined,
    });
    if (typed === undefined) {
      throw new vscode.CancellationError();
    }
    const name = typed.trim();
    if (!(await isTaken(client, name, own)) || (await confirmTwin(name))) {
      return name;
    }
    offered = name;
  }
}

async function isTaken(
  client: ClientSlice<'templates.list'>,
  name: string,
  own: number | undefined,
): Promise<boolean> {
  const where = { field: 'template_name', value: name } as const;
  // Only a courtesy: where the search fails, what follows says why.
  const page = await client.templates.list({ where, pageSize: 100 }).catch(() => undefined);
  const same = (other: Template) => other.name.trim().toLowerCase() === name.toLowerCase();
  return page?.items.some((other) => other.templateId !== own && same(other)) ?? false;
}

async function confirmTwin(name: string): Promise<boolean> {
  const use = vscode.l10n.t('Use This Name');
  const picked = await showWarning(
    vscode.l10n.t('There is already a template "{0}".', visibleLine(name, 80)),
    { modal: true, detail: [vscode.l10n.t('Only their texts would tell the two apart.')] },
    { title: use },
    { title: vscode.l10n.t('Change It'), isCloseAffordance: true },
  );
  return picked?.title === use;
}
