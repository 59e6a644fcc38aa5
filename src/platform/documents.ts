import * as vscode from 'vscode';
import { documentScheme, type Authority } from '../contributions';

/** Supplies the documents of one authority of the `clicksend:` scheme. */
export interface DocumentSource {
  /** Milliseconds since the epoch; a greater value tells VS Code that the content changed. */
  modifiedAt(uri: vscode.Uri): number | Promise<number>;
  /**
   * After `modifiedAt`. VS Code refuses to save over a newer document only when its size is another
   * too, so a source that wants that must report sizes; absent means 0.
   */
  size?(uri: vscode.Uri): number;
  read(uri: vscode.Uri): Promise<string>;
  /** Absent means read-only. */
  write?(uri: vscode.Uri, text: string): Promise<void>;
  readonly onDidChange?: vscode.Event<vscode.Uri>;
}

/**
 * The one file system behind `clicksend:` documents. It only routes: `clicksend://template/...` to
 * the source registered for `template`, and so on.
 */
export class Documents implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly sources = new Map<string, DocumentSource>();
  private readonly deferred = new Map<string, () => Promise<unknown>>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registration: vscode.Disposable;
  readonly onDidChangeFile = this.changes.event;

  constructor() {
    this.registration = vscode.workspace.registerFileSystemProvider(documentScheme, this, {
      isCaseSensitive: true,
    });
  }

  register(authority: Authority, source: DocumentSource): vscode.Disposable {
    this.sources.set(authority, source);
    const subscription = source.onDidChange?.((uri) => {
      this.changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    });
    return new vscode.Disposable(() => {
      subscription?.dispose();
      this.sources.delete(authority);
    });
  }

  /** For a source that is registered by what `load` loads, when somebody first asks for a document. */
  defer(authority: Authority, load: () => Promise<unknown>): void {
    this.deferred.set(authority, load);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const source = await this.source(uri);
    const mtime = await source.modifiedAt(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime,
      size: source.size?.(uri) ?? 0,
      ...(source.write ? {} : { permissions: vscode.FilePermission.Readonly }),
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const source = await this.source(uri);
    return new TextEncoder().encode(await source.read(uri));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const source = await this.source(uri);
    if (!source.write) {
      throw vscode.FileSystemError.NoPermissions(uri);
    }
    await source.write(uri, new TextDecoder().decode(content));
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.registration.dispose();
    this.changes.dispose();
  }

  private async source(uri: vscode.Uri): Promise<DocumentSource> {
    const { authority } = uri;
    if (!this.sources.has(authority)) {
      await this.deferred.get(authority)?.();
    }
    const source = this.sources.get(authority);
    if (!source) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return source;
  }
}

/** `clicksend://<authority>/<segments...>`, each segment safe as a path part. */
export function documentUri(authority: Authority, ...segments: readonly string[]): vscode.Uri {
  const path = segments.map((segment) => segment.replace(/[\\/\p{Cc}]+/gu, ' ').trim() || '_');
  return vscode.Uri.from({ scheme: documentScheme, authority, path: `/${path.join('/')}` });
}

/** The id of the account that a document of ours is of, which stands in the query of its address. */
export function accountOf({ scheme, query }: vscode.Uri): string | undefined {
  return scheme === documentScheme && query !== '' ? query : undefined;
}
