import * as vscode from 'vscode';
import { ClickSendError } from '../../api/errors';
import type { DocumentSource } from '../../platform/documents';
import { UserFacingError } from '../../platform/errors';
import type { Template } from '../../sms/resources';
import type { TemplateClient, TemplateServices } from './services';
import { isSameTemplate, parseTemplateUri, type TemplateAddress } from './uri';
import { fingerprint, Versions } from './versions';

/** The server's text as we last saw it. */
interface Seen {
  readonly text: string;
  readonly modifiedAt: number;
  readonly checkedAt: number;
}

/** VS Code asks several times while it opens or saves one document. */
const reuseMs = 1000;
/** Looking at an editor again checks the server, but not at every click. */
const recheckMs = 5000;

/**
 * Templates as editable documents. VS Code asks `modifiedAt` before it saves; a time later than the
 * one it loaded makes it refuse, keep the editor dirty and offer Compare and Overwrite itself. So
 * `modifiedAt` asks the server, and `write` asks once more, for a change in between.
 */
export class TemplateDocuments implements DocumentSource, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  private readonly saves = new vscode.EventEmitter<Template>();
  private readonly seen = new Map<string, Seen>();
  /** Texts of saves that may have taken effect although the answer was lost. */
  private readonly attempted = new Map<string, string>();
  /** A change found by the very check before a write: the person has not been told of it. */
  private readonly untold = new Set<string>();
  private readonly written = new Set<string>();
  private readonly versions: Versions;
  readonly onDidChange = this.changes.event;
  readonly onDidSave = this.saves.event;

  constructor(
    private readonly services: Pick<TemplateServices, 'session' | 'errors' | 'memory'>,
    private readonly now: () => number = Date.now,
  ) {
    this.versions = new Versions(services.memory, now);
  }

  async modifiedAt(uri: vscode.Uri): Promise<number> {
    const key = keyOf(addressOf(uri));
    const before = this.seen.get(key);
    if (before && this.isFresh(before, reuseMs) && !this.isBeingSaved(uri, key)) {
      this.untold.delete(key);
      return before.modifiedAt;
    }
    try {
      const { template } = await this.fetch(uri);
      const after = this.learn(key, template);
      if (before && after.modifiedAt !== before.modifiedAt) {
        this.untold.add(key);
      } else {
        this.untold.delete(key);
      }
      return after.modifiedAt;
    } catch (error) {
      // A document that was open before stays savable: the write says what is wrong.
      if (before) {
        return before.modifiedAt;
      }
      throw this.asFileError(error, uri);
    }
  }

  /**
   * Another text must have another size (see `DocumentSource.size`), even one of the same length, so
   * a fingerprint is added to the bytes.
   */
  size(uri: vscode.Uri): number {
    const known = this.seen.get(keyOf(addressOf(uri)));
    return known ? Buffer.byteLength(known.text) + fingerprint(known.text) : 0;
  }

  async read(uri: vscode.Uri): Promise<string> {
    try {
      return await this.load(uri);
    } catch (error) {
      throw this.asFileError(error, uri);
    }
  }

  /** As `read`, with the API's own error. */
  async load(uri: vscode.Uri): Promise<string> {
    const key = keyOf(addressOf(uri));
    this.untold.delete(key);
    const known = this.seen.get(key);
    if (known && this.isFresh(known, reuseMs)) {
      return known.text;
    }
    const { template } = await this.fetch(uri);
    return this.learn(key, template).text;
  }

  async write(uri: vscode.Uri, text: string): Promise<void> {
    try {
      await this.save(uri, text);
    } catch (error) {
      throw this.asFileError(error, uri);
    }
  }

  /** A version of the server's that somebody just saw; open editors without changes take it. */
  note(templates: readonly Template[], accountId: string): void {
    for (const template of templates) {
      const key = keyOf({ templateId: template.templateId, accountId });
      const known = this.seen.get(key);
      if (known && this.learn(key, template).modifiedAt !== known.modifiedAt) {
        this.fireFor({ templateId: template.templateId, accountId });
      }
    }
  }

  /** Compares the open templates with the server. A failure goes to the log only. */
  async recheck(): Promise<void> {
    const accountId = this.services.session.active?.id;
    for (const { uri } of vscode.workspace.textDocuments) {
      const address = parseTemplateUri(uri);
      const known = address && this.seen.get(keyOf(address));
      if (!known || address.accountId !== accountId || this.isFresh(known, recheckMs)) {
        continue;
      }
      try {
        const { template } = await this.fetch(uri);
        this.note([template], accountId);
      } catch (error) {
        this.services.errors.record('templates.recheck', error);
      }
    }
  }

  dispose(): void {
    this.changes.dispose();
    this.saves.dispose();
  }

  private async save(uri: vscode.Uri, text: string): Promise<void> {
    const address = addressOf(uri);
    const key = keyOf(address);
    const known = this.seen.get(key);
    const untold = this.untold.delete(key);
    const { client, template: server } = await this.fetch(uri);
    const isOther = known !== undefined && server.body !== known.text;
    if (server.body !== text && (untold || isOther)) {
      this.learn(key, server);
      throw new UserFacingError(
        vscode.l10n.t(
          'The template was changed on ClickSend at this very moment and was not overwritten. Save again to compare.',
        ),
      );
    }
    let saved = server;
    if (server.body !== text) {
      this.attempted.set(key, text);
      saved = await client.templates.update({ ...server, body: text });
    }
    this.attempted.delete(key);
    this.learn(key, saved);
    this.written.add(key);
    this.saves.fire(saved);
  }

  private async fetch(
    uri: vscode.Uri,
  ): Promise<{ readonly client: TemplateClient; readonly template: Template }> {
    const { templateId, accountId } = addressOf(uri);
    const { session } = this.services;
    const client = await session.client();
    if (session.active?.id !== accountId) {
      throw new UserFacingError(
        vscode.l10n.t(
          'This template belongs to another account than the active one. Switch the account first.',
        ),
      );
    }
    return { client, template: await client.templates.get(templateId) };
  }

  private learn(key: string, { body: text }: Template): Seen {
    const known = this.seen.get(key);
    if (known && known.text !== text && this.attempted.get(key) === text) {
      this.versions.rebase(key, text, known.modifiedAt);
    }
    const modifiedAt = this.versions.modifiedAt(key, text);
    const seen = { text, modifiedAt, checkedAt: this.now() };
    this.seen.set(key, seen);
    return seen;
  }

  private fireFor(address: TemplateAddress): void {
    for (const { uri } of vscode.workspace.textDocuments) {
      if (isSameTemplate(uri, address)) {
        this.changes.fire(uri);
      }
    }
  }

  /** Unsaved text is asked about before it is saved, and once more right after. */
  private isBeingSaved(uri: vscode.Uri, key: string): boolean {
    const isAfter = this.written.delete(key);
    const isDirty = vscode.workspace.textDocuments.some(
      (document) => document.isDirty && document.uri.toString() === uri.toString(),
    );
    return isDirty && !isAfter;
  }

  private isFresh({ checkedAt }: Seen, ms: number): boolean {
    return this.now() - checkedAt < ms;
  }

  private asFileError(error: unknown, uri: vscode.Uri): unknown {
    if (error instanceof vscode.CancellationError || error instanceof vscode.FileSystemError) {
      return error;
    }
    if (error instanceof ClickSendError && error.reason === 'notFound') {
      const isOpen = this.seen.has(keyOf(addressOf(uri)));
      return isOpen
        ? vscode.FileSystemError.Unavailable(
            vscode.l10n.t(
              'The template was deleted on ClickSend. Your text is safe in this editor: run "Create Template from Selection" to keep it.',
            ),
          )
        : vscode.FileSystemError.FileNotFound(uri);
    }
    return vscode.FileSystemError.Unavailable(this.services.errors.explain(error).message);
  }
}

function addressOf(uri: vscode.Uri): TemplateAddress {
  const address = parseTemplateUri(uri);
  if (!address) {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  return address;
}

function keyOf({ templateId, accountId }: TemplateAddress): string {
  return `${accountId}/${templateId}`;
}
