import { Disposable, EventEmitter } from './events';
import { host } from './host';
import type { WorkspaceEdit } from './text';
import type { Uri } from './uri';

export class FileSystemError extends Error {
  private static make(code: string) {
    return (about?: Uri | string): FileSystemError =>
      new FileSystemError(typeof about === 'string' ? about : (about?.toString() ?? code), code);
  }

  static readonly FileNotFound = FileSystemError.make('FileNotFound');
  static readonly NoPermissions = FileSystemError.make('NoPermissions');
  static readonly Unavailable = FileSystemError.make('Unavailable');

  constructor(
    message?: string,
    readonly code = 'Unknown',
  ) {
    super(message);
    this.name = code;
  }
}

interface FakeDocument {
  readonly uri: Uri;
  readonly isDirty?: boolean;
}

export class RelativePattern {
  constructor(
    readonly baseUri: Uri,
    readonly pattern: string,
  ) {}
}

interface FakeFileSystem {
  stat(uri: Uri): Promise<{ readonly type: number; readonly size: number; readonly mtime: number }>;
  readFile(uri: Uri): Promise<Uint8Array>;
}

const documents = {
  opened: new EventEmitter<unknown>(),
  closed: new EventEmitter<unknown>(),
  changed: new EventEmitter<unknown>(),
  saved: new EventEmitter<unknown>(),
};

/** Fires what an editor would. */
export const documentEvents = documents;

/** File systems registered, by scheme, and edits applied. */
export const registered = {
  fileSystems: new Map<string, unknown>(),
  edits: [] as WorkspaceEdit[],
};

function getConfiguration(section?: string) {
  const full = (id: string) => (section === undefined ? id : `${section}.${id}`);
  return {
    get: (id: string, fallback?: unknown): unknown => host.settings.get(full(id)) ?? fallback,
    has: (id: string) => host.settings.has(full(id)),
    inspect: (id: string) => ({
      key: full(id),
      globalValue: host.settings.get(full(id)),
      workspaceValue: host.workspaceSettings.get(full(id)),
    }),
    update: (id: string, value: unknown) => {
      host.setSetting(full(id), value);
      return Promise.resolve();
    },
  };
}

export const workspace = {
  textDocuments: [] as FakeDocument[],
  workspaceFolders: undefined as readonly unknown[] | undefined,
  isTrusted: true,
  /** Of a virtual workspace; a test that has one sets it. */
  fs: {} as Partial<FakeFileSystem>,
  createFileSystemWatcher: () => {
    const event = new EventEmitter<unknown>().event;
    return { onDidChange: event, onDidCreate: event, onDidDelete: event, dispose: () => undefined };
  },
  onDidOpenTextDocument: documents.opened.event,
  onDidCloseTextDocument: documents.closed.event,
  onDidChangeTextDocument: documents.changed.event,
  onDidSaveTextDocument: documents.saved.event,
  onDidChangeConfiguration: host.settingsChanged.event,
  onDidChangeWorkspaceFolders: new EventEmitter<unknown>().event,
  getConfiguration,
  registerFileSystemProvider: (scheme: string, provider: unknown) => {
    registered.fileSystems.set(scheme, provider);
    return new Disposable(() => registered.fileSystems.delete(scheme));
  },
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
  openTextDocument: (target: unknown) => Promise.resolve(target),
  applyEdit: (edit: WorkspaceEdit) => {
    registered.edits.push(edit);
    return Promise.resolve(true);
  },
};

host.onReset(() => {
  workspace.textDocuments = [];
  workspace.workspaceFolders = undefined;
  workspace.isTrusted = true;
  workspace.fs = {};
  registered.fileSystems.clear();
  registered.edits.length = 0;
  for (const emitter of Object.values(documents)) {
    emitter.dispose();
  }
});
