import manifest from '../../../package.json';
import { Disposable, EventEmitter } from './events';
import { host } from './host';
import type { Uri } from './uri';

export const commands = {
  registerCommand: (id: string, handler: (...args: readonly unknown[]) => unknown) => {
    if (host.commands.has(id)) {
      throw new Error(`command '${id}' already exists`);
    }
    host.commands.set(id, handler);
    return new Disposable(() => host.commands.delete(id));
  },
  /** Commands that nobody registered are recorded and resolve to undefined, as VS Code's own would. */
  executeCommand: async (id: string, ...args: readonly unknown[]): Promise<unknown> => {
    if (id === 'setContext') {
      host.contexts.set(String(args[0]), args[1]);
      return undefined;
    }
    host.executed.push({ id, args });
    return await host.commands.get(id)?.(...args);
  },
};

type Replacement = string | number | boolean;

export const l10n = {
  t: (message: string, ...args: readonly (Replacement | Record<string, Replacement>)[]): string => {
    const [first] = args;
    const values: Record<string, unknown> =
      typeof first === 'object' ? first : Object.fromEntries(args.entries());
    return message.replace(/\{([^}]+)\}/g, (whole, key: string) =>
      key in values ? String(values[key]) : whole,
    );
  },
};

export const env = {
  clipboard: {
    readText: () => Promise.resolve(host.clipboard),
    writeText: (text: string) => {
      host.clipboard = text;
      return Promise.resolve();
    },
  },
  openExternal: (uri: Uri) => {
    host.executed.push({ id: 'env.openExternal', args: [uri] });
    return Promise.resolve(true);
  },
  /** A desktop window's: nothing is forwarded. A test replaces it. */
  asExternalUri: (uri: Uri) => Promise.resolve(uri),
  language: 'en',
  uiKind: 1,
  sessionId: 'fake-session',
};

const nothing = () => new Disposable(() => undefined);

export const languages = {
  registerCodeLensProvider: nothing,
  registerCompletionItemProvider: nothing,
  registerHoverProvider: nothing,
  registerDocumentLinkProvider: nothing,
  registerDocumentDropEditProvider: nothing,
  onDidChangeDiagnostics: new EventEmitter<unknown>().event,
  createDiagnosticCollection: () => ({
    set: () => undefined,
    delete: () => undefined,
    clear: () => undefined,
    dispose: () => undefined,
  }),
};

export const authentication = {
  registerAuthenticationProvider: nothing,
};

export const extensions = {
  getExtension: (id: string) =>
    id === `${manifest.publisher}.${manifest.name}` ? { id, packageJSON: manifest } : undefined,
};
