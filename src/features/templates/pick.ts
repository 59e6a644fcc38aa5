import * as vscode from 'vscode';
import type { Session } from '../../platform/session';
import { createPick } from '../../platform/show/picks';
import { executeCommand } from '../../platform/commands';
import type { ErrorBoundary } from '../../platform/errors';
import type { Template } from '../../sms/resources';
import { visibleLine } from '../../sms/visibleText';
import { templateName } from './row';
import type { TemplateClient } from './services';

interface TemplateRow extends vscode.QuickPickItem {
  readonly template?: Template;
  readonly run?: () => unknown;
}

export interface PickServices {
  readonly session: Session<TemplateClient>;
  readonly errors: Pick<ErrorBoundary, 'explain'>;
}

/** A pause in typing; replaced by tests. */
export const typingPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 250));

/** Templates to pick from, a page at a time, and searched on the server as the person types. */
class TemplatePick {
  private readonly pick = createPick<TemplateRow>();
  private readonly found = new Map<number, Template>();
  private controller = new AbortController();
  private nextPage = 1;
  private complete = false;
  private failure: unknown;

  constructor(
    private readonly services: PickServices,
    title: string,
    private readonly pause: () => Promise<void>,
  ) {
    this.pick.title = title;
    this.pick.placeholder = vscode.l10n.t('Pick a template, or type a part of its name');
    this.pick.matchOnDescription = true;
  }

  ask(): Promise<Template> {
    return new Promise((resolve, reject) => {
      this.pick.onDidChangeValue((value) => void this.search(value));
      this.pick.onDidAccept(() => {
        const [row] = this.pick.selectedItems;
        if (row?.template) {
          resolve(row.template);
          this.pick.dispose();
        } else {
          row?.run?.();
        }
      });
      this.pick.onDidHide(() => {
        reject(new vscode.CancellationError());
        this.controller.abort();
        this.pick.dispose();
      });
      this.pick.show();
      void this.loadMore();
    });
  }

  private loadMore(): Promise<void> {
    return this.load(async (signal) => {
      const client = await this.services.session.client();
      const page = this.nextPage;
      const { items, lastPage } = await client.templates.list({
        page,
        pageSize: 100,
        orderBy: 'template_name:asc',
        signal,
      });
      this.nextPage = page + 1;
      this.complete = page >= lastPage;
      return items;
    });
  }

  /** Only what is not here yet needs the server; the quick pick filters the rest by itself. */
  private async search(typed: string): Promise<void> {
    const value = typed.trim();
    if (this.complete || value === '') {
      return;
    }
    await this.pause();
    if (this.pick.value.trim() === value) {
      await this.load(async (signal) => {
        const client = await this.services.session.client();
        const where = { field: 'template_name', value } as const;
        return (await client.templates.list({ where, pageSize: 100, signal })).items;
      });
    }
  }

  private async load(
    request: (signal: AbortSignal) => Promise<readonly Template[]>,
  ): Promise<void> {
    this.controller.abort();
    const { signal } = (this.controller = new AbortController());
    this.pick.busy = true;
    this.failure = undefined;
    try {
      for (const template of await request(signal)) {
        this.found.set(template.templateId, template);
      }
    } catch (error) {
      this.failure = error;
    }
    if (!signal.aborted) {
      this.pick.busy = false;
      this.pick.keepScrollPosition = true;
      this.pick.items = this.rows();
    }
  }

  private rows(): readonly TemplateRow[] {
    const rows = [...this.found.values()].map((template) => ({
      label: templateName(template),
      description: visibleLine(template.body, 80),
      template,
    }));
    return [...rows, ...this.ownRows(rows.length === 0)];
  }

  private ownRows(isEmpty: boolean): readonly TemplateRow[] {
    const loadMore = () => this.loadMore();
    if (this.failure !== undefined) {
      const label = vscode.l10n.t("Couldn't load templates. Retry");
      const iconPath = new vscode.ThemeIcon('error');
      const { message } = this.services.errors.explain(this.failure);
      return [{ iconPath, label, description: message, alwaysShow: true, run: loadMore }];
    }
    if (!this.complete) {
      const label = vscode.l10n.t('Load more');
      const iconPath = new vscode.ThemeIcon('chevron-down');
      return [{ iconPath, label, alwaysShow: true, run: loadMore }];
    }
    if (!isEmpty) {
      return [];
    }
    const create = () => {
      this.pick.hide();
      void executeCommand('clicksend.template.create');
    };
    const label = vscode.l10n.t('No templates yet. Create one');
    const iconPath = new vscode.ThemeIcon('add');
    return [{ iconPath, label, alwaysShow: true, run: create }];
  }
}

/** Throws `CancellationError` on Escape. */
export async function pickTemplate(
  services: PickServices,
  title: string,
  pause: () => Promise<void> = typingPause,
): Promise<Template> {
  // Signed out is said once as an error with Sign In, not as a row of a list.
  await services.session.client();
  return new TemplatePick(services, title, pause).ask();
}
