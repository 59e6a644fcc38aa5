import { createHash } from 'node:crypto';
import type * as vscode from 'vscode';

interface Stored {
  readonly hash: string;
  readonly modifiedAt: number;
}

const storageKey = 'clicksend.templates.versions';
const mostKept = 200;

/**
 * When the text of a template was last seen to change. ClickSend does not tell, and VS Code takes a
 * later time for a change, so the same text must keep its time even across windows: an editor
 * restored with unsaved text would else meet a conflict that is none.
 */
export class Versions {
  constructor(
    private readonly memory: vscode.Memento,
    private readonly now: () => number,
  ) {}

  /** Milliseconds since the epoch of this text; a text not seen before is younger than the last. */
  modifiedAt(key: string, text: string): number {
    const all = this.memory.get<Readonly<Record<string, Stored>>>(storageKey, {});
    const known = all[key];
    const hash = hashOf(text);
    if (known?.hash === hash) {
      return known.modifiedAt;
    }
    const modifiedAt = Math.max(this.now(), (known?.modifiedAt ?? 0) + 1);
    this.keep(key, { hash, modifiedAt }, all);
    return modifiedAt;
  }

  /** The text is another, yet ours: an editor that has it need not be told. */
  rebase(key: string, text: string, modifiedAt: number): void {
    const all = this.memory.get<Readonly<Record<string, Stored>>>(storageKey, {});
    this.keep(key, { hash: hashOf(text), modifiedAt }, all);
  }

  private keep(key: string, stored: Stored, all: Readonly<Record<string, Stored>>): void {
    const others = Object.entries(all).filter(([other]) => other !== key);
    const kept = [...others, [key, stored] as const].slice(-mostKept);
    void this.memory.update(storageKey, Object.fromEntries(kept));
  }
}

/** 0 to 65535, the same for the same text. */
export function fingerprint(text: string): number {
  return createHash('sha256').update(text).digest().readUInt16BE(0);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
