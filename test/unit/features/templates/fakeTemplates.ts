import * as vscode from 'vscode';
import { ClickSendError } from '../../../../src/api/errors';
import type { CallName, TemplateQuery } from '../../../../src/api/client';
import { explainApiError } from '../../../../src/features/account/explain';
import type { TemplateClient, TemplateServices } from '../../../../src/features/templates/services';
import type { ActiveAccount } from '../../../../src/platform/session';
import { Documents } from '../../../../src/platform/documents';
import { ErrorBoundary } from '../../../../src/platform/errors';
import { Spending } from '../../../../src/platform/spending';
import type { Page, Template } from '../../../../src/sms/resources';

/** The templates of an account as its server keeps them. */
export class FakeTemplateServer implements TemplateClient {
  readonly calls: string[] = [];
  readonly queries: TemplateQuery[] = [];
  /** Thrown by the next calls of a method, in order. */
  readonly failures: { readonly method: CallName; readonly error: unknown }[] = [];
  private nextId = 100;

  constructor(public rows: Template[] = []) {}

  readonly templates = {
    list: async (query: TemplateQuery = {}): Promise<Page<Template>> => {
      this.queries.push(query);
      this.enter('templates.list');
      const { where, page = 1, pageSize = 15 } = query;
      const found = this.rows.filter(
        ({ name, body }) =>
          !where ||
          (where.field === 'body' ? body : name).toLowerCase().includes(where.value.toLowerCase()),
      );
      return Promise.resolve({
        items: found.slice((page - 1) * pageSize, page * pageSize),
        total: found.length,
        page,
        pageSize,
        lastPage: Math.ceil(found.length / pageSize),
      });
    },
    get: (templateId: number): Promise<Template> => {
      return this.run('templates.get', () => this.find(templateId));
    },
    create: (draft: Omit<Template, 'templateId'>): Promise<Template> => {
      return this.run('templates.create', () => {
        const made = { templateId: this.nextId++, ...draft };
        this.rows.push(made);
        return made;
      });
    },
    update: (template: Template): Promise<Template> => {
      return this.run('templates.update', () => {
        this.find(template.templateId);
        this.change(template);
        return template;
      });
    },
    delete: (templateId: number): Promise<void> => {
      return this.run('templates.delete', () => {
        this.find(templateId);
        this.rows = this.rows.filter((row) => row.templateId !== templateId);
      });
    },
  };

  /** What somebody else did meanwhile. */
  change(template: Template): void {
    this.rows = this.rows.map((row) => (row.templateId === template.templateId ? template : row));
  }

  fail(method: CallName, error: unknown): void {
    this.failures.push({ method, error });
  }

  private async run<T>(method: CallName, act: () => T): Promise<T> {
    await Promise.resolve();
    this.enter(method);
    return act();
  }

  private enter(method: CallName): void {
    this.calls.push(method);
    const index = this.failures.findIndex((failure) => failure.method === method);
    if (index >= 0) {
      throw this.failures.splice(index, 1)[0]?.error as Error;
    }
  }

  private find(templateId: number): Template {
    const found = this.rows.find((row) => row.templateId === templateId);
    if (!found) {
      throw new ClickSendError('notFound', { status: 404 });
    }
    return found;
  }
}

export class FakeMemento implements vscode.Memento {
  private readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, fallback?: T): T | undefined {
    return (this.values.get(key) as T | undefined) ?? fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

export const sandboxAccount: ActiveAccount = {
  id: 'sandbox',
  kind: 'sandbox',
  username: 'sandbox',
  label: 'Sandbox',
};

export class FakeSession {
  private readonly changed = new vscode.EventEmitter<ActiveAccount | undefined>();
  readonly onDidChangeActive = this.changed.event;
  readonly ready = Promise.resolve();

  constructor(
    private readonly server: TemplateClient,
    public active: ActiveAccount | undefined = sandboxAccount,
  ) {}

  client(): Promise<TemplateClient> {
    return this.active
      ? Promise.resolve(this.server)
      : Promise.reject(new ClickSendError('unauthorized'));
  }

  switchTo(active: ActiveAccount | undefined): void {
    this.active = active;
    this.changed.fire(active);
  }
}

export interface FakeServices extends TemplateServices {
  readonly session: FakeSession;
  readonly documents: Documents;
}

export function fakeServices(server: FakeTemplateServer, memory = new FakeMemento()): FakeServices {
  const log = vscode.window.createOutputChannel('test', { log: true });
  return {
    session: new FakeSession(server),
    errors: new ErrorBoundary(log, explainApiError),
    spending: new Spending(),
    documents: new Documents(),
    memory,
  };
}

export const reminder: Template = {
  templateId: 7,
  name: 'Reminder',
  body: 'Hi {{name}}, see you.',
};
