import * as vscode from 'vscode';
import { Authorities } from '../../contributions';
import { registerCommand } from '../../platform/commands';
import type { CommandArguments, TemplateTarget } from '../../contributions';
import type { Template } from '../../sms/resources';
import { TemplateEditing } from './edit';
import { showTemplate, uriToShow } from './editors';
import { askOrder, askSearch } from './listChoice';
import { pickTemplate } from './pick';
import type { TemplateServices } from './services';
import { TemplateDocuments } from './templateDocuments';
import { parseTemplateUri } from './uri';
import { composeTemplate, insertTemplate } from './use';
import { TemplateView, type TemplateHost } from './view';

/** The Templates view, templates as documents, and everything that can be done to them. */
export function openTemplates(services: TemplateServices, host: TemplateHost): vscode.Disposable {
  const view = new TemplateView(services, host);
  const documents = new TemplateDocuments(services);
  return vscode.Disposable.from(
    view,
    documents,
    services.documents.register(Authorities.template, documents),
    keepDocumentsCurrent(services, view, documents),
    registerListCommands(services, view),
    registerEditCommands(services, view),
    registerUseCommands(services, view, documents),
  );
}

function keepDocumentsCurrent(
  { session }: TemplateServices,
  view: TemplateView,
  documents: TemplateDocuments,
): vscode.Disposable {
  return vscode.Disposable.from(
    view.onDidLoad((templates) => {
      if (session.active) {
        documents.note(templates, session.active.id);
      }
    }),
    documents.onDidSave((template) => {
      view.update(template);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) {
        void documents.recheck();
      }
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && parseTemplateUri(editor.document.uri)) {
        void documents.recheck();
      }
    }),
  );
}

function registerListCommands({ errors }: TemplateServices, view: TemplateView) {
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.template.refresh', () => view.refresh()),
    registerCommand(errors, 'clicksend.template.search', async () => {
      const search = await askSearch(view.choice.search);
      if (search) {
        view.choose({ ...view.choice, search });
      }
    }),
    registerCommand(errors, 'clicksend.template.clearSearch', () => {
      view.choose({ order: view.choice.order });
    }),
    registerCommand(errors, 'clicksend.template.sort', async () => {
      const order = await askOrder(view.choice.order);
      if (order) {
        view.choose({ ...view.choice, order });
      }
    }),
  );
}

type TargetedId = Extract<
  keyof CommandArguments,
  `clicksend.template.${'open' | 'rename' | 'duplicate' | 'delete' | 'insert' | 'send' | 'price'}`
>;

/** A command on one template: the row it was called on, the selected row for a key, or one picked. */
function onTemplate(
  services: TemplateServices,
  view: TemplateView,
  id: TargetedId,
  title: string,
  run: (template: Template) => unknown,
): vscode.Disposable {
  return registerCommand(
    services.errors,
    id,
    async (...args: readonly [target?: TemplateTarget]) => {
      const [target] = args;
      const given = target === 'selected' ? view.selected : target?.item;
      return run(given ?? (await pickTemplate(services, title)));
    },
  );
}

function registerEditCommands(services: TemplateServices, view: TemplateView) {
  const { errors, session } = services;
  const editing = new TemplateEditing(session, view);
  const { t } = vscode.l10n;
  return vscode.Disposable.from(
    registerCommand(errors, 'clicksend.template.create', () => editing.create()),
    registerCommand(errors, 'clicksend.template.createFromSelection', () =>
      editing.createFromSelection(),
    ),
    registerCommand(errors, '_clicksend.template.restore', (restore) => restore?.()),
    onTemplate(services, view, 'clicksend.template.rename', t('Rename Template'), (template) =>
      editing.rename(template),
    ),
    onTemplate(services, view, 'clicksend.template.duplicate', t('Duplicate Template'), (one) =>
      editing.duplicate(one),
    ),
    onTemplate(services, view, 'clicksend.template.delete', t('Delete Template'), (template) =>
      editing.delete(template),
    ),
  );
}

function registerUseCommands(
  services: TemplateServices,
  view: TemplateView,
  documents: TemplateDocuments,
) {
  const { session, spending } = services;
  const { t } = vscode.l10n;
  const open = async (template: Template) => {
    const accountId = session.active?.id ?? '';
    // Loaded first, so that a failure is put in words by the error boundary.
    await documents.load(uriToShow(template, accountId));
    await showTemplate(template, accountId);
  };
  return vscode.Disposable.from(
    onTemplate(services, view, 'clicksend.template.open', t('Open Template'), open),
    onTemplate(services, view, 'clicksend.template.insert', t('Insert Template'), (template) =>
      insertTemplate(session, template),
    ),
    onTemplate(services, view, 'clicksend.template.send', t('Send Template'), (template) =>
      spending.once(`template:${template.templateId}`, () =>
        composeTemplate(session, template, 'send'),
      ),
    ),
    onTemplate(services, view, 'clicksend.template.price', t('Price Template'), (template) =>
      composeTemplate(session, template, 'price'),
    ),
  );
}
