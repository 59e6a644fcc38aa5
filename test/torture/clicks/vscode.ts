/** The fake `vscode` of the unit tests, and the little more that the whole extension asks of one. */
import * as disk from 'node:fs/promises';
import * as fake from '../../support/vscode';

export * from '../../support/vscode';

/** The real disk, as `workspace.fs` gives it. */
const fs = {
  createDirectory: ({ fsPath }: fake.Uri) => disk.mkdir(fsPath, { recursive: true }),
  writeFile: ({ fsPath }: fake.Uri, bytes: Uint8Array) => disk.writeFile(fsPath, bytes),
  readFile: ({ fsPath }: fake.Uri) => orNotFound(disk.readFile(fsPath)),
  delete: ({ fsPath }: fake.Uri) => orNotFound(disk.rm(fsPath, { recursive: true })),
  rename: (from: fake.Uri, to: fake.Uri) => orNotFound(disk.rename(from.fsPath, to.fsPath)),
  stat: async ({ fsPath }: fake.Uri) => {
    const { size, mtimeMs, ctimeMs } = await orNotFound(disk.stat(fsPath));
    return { type: fake.FileType.File, size, mtime: mtimeMs, ctime: ctimeMs };
  },
  readDirectory: async ({ fsPath }: fake.Uri) =>
    (await orNotFound(disk.readdir(fsPath))).map((name) => [name, fake.FileType.File] as const),
};

function orNotFound<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw fake.FileSystemError.FileNotFound(String(error));
  });
}

const nothing = () => new fake.Disposable(() => undefined);

export const languages = {
  ...fake.languages,
  registerCodeActionsProvider: nothing,
  registerDocumentSymbolProvider: nothing,
  registerDocumentFormattingEditProvider: nothing,
  registerFoldingRangeProvider: nothing,
};

export const window = Object.assign(fake.window, {
  createTextEditorDecorationType: nothing,
});

export const workspace = Object.assign(fake.workspace, {
  fs,
  /** An open document as it is open; anything else as the unit tests have it. */
  openTextDocument: (target: unknown) =>
    Promise.resolve(
      fake.workspace.textDocuments.find(({ uri }) => uri.toString() === String(target)) ?? target,
    ),
  createFileSystemWatcher: () => ({
    onDidChange: nothing,
    onDidCreate: nothing,
    onDidDelete: nothing,
    dispose: () => undefined,
  }),
});

export const CodeActionKind = { QuickFix: 'quickfix' } as const;
export const DecorationRangeBehavior = { ClosedClosed: 1 } as const;
export const FoldingRangeKind = { Region: 3 } as const;
export const SymbolKind = { Namespace: 2, Property: 6, String: 14 } as const;
export const CompletionTriggerKind = { Invoke: 0 } as const;
export const CompletionItemKind = {} as const;
export const RelativePattern = fake.Disposable;
