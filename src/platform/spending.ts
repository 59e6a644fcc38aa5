import * as vscode from 'vscode';
import { showStatusMessage } from './show/status';

/** What money is spent on: the kind of thing, and which one. */
export type Spent =
  `${'document' | 'table' | 'campaign' | 'message' | 'conversation' | 'template' | 'text'}:${string}`;

/**
 * Whatever ends in spending is started once at a time, from its first question to its end, whichever
 * the way in: the second half of a double click, or a key that is held down, would send it twice.
 * One for the whole window. A start inside another is told apart by its kind: a document that
 * becomes a campaign holds both.
 */
export class Spending {
  private readonly underWay = new Set<Spent>();

  /** Runs `work`; while the same is under way, only points to that. */
  async once<T>(what: Spent, work: () => T | Promise<T>): Promise<T | undefined> {
    if (this.underWay.has(what)) {
      pointToFirst();
      return undefined;
    }
    this.underWay.add(what);
    try {
      return await work();
    } finally {
      this.underWay.delete(what);
    }
  }
}

function pointToFirst(): void {
  showStatusMessage(
    vscode.l10n.t('This is under way already: answer what it asks, or wait for its end.'),
  );
  // The question may stand open behind the editor; a modal is in front by itself.
  void vscode.commands.executeCommand('workbench.action.focusQuickOpen');
}
