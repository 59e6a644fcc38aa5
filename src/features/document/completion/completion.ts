import * as vscode from 'vscode';
import { contactsInWords } from '../../../platform/words/countWords';
import { cleanCompletion } from '../../../platform/show/completionItem';
import { headerKeys } from '../../../sms/document/headerKeys';
import type { HeaderKey } from '../../../sms/document/headerKeys';
import { findEntry } from '../../../sms/document/syntax';
import type { ContactList } from '../../../sms/resources';
import type { AccountFacts } from './accountFacts';
import type { Analyses, Analysis } from '../analyses';
import { fillingColumns } from '../problems/checks';
import { rangeOf } from '../problems/diagnostics';
import { keyWords } from '../keyWords';
import { placeAt } from './place';
import type { Place } from './place';
const { Field, Value, Variable, File: FileKind, Snippet } = vscode.CompletionItemKind;

const tablePattern = '**/*.{csv,tsv,json,jsonl,txt}';
const maxFiles = 200;

function keyItems(analysis: Analysis, place: Extract<Place, { kind: 'key' }>) {
  return (Object.keys(headerKeys) as HeaderKey[])
    .filter((key) => {
      const used = findEntry(analysis.document, key);
      return !used || used.keySpan.start === place.span.start;
    })
    .map((key, i) => {
      const item = new vscode.CompletionItem(key, Field);
      item.insertText = place.hasColon ? key : `${key}: `;
      item.detail = keyWords(key);
      item.sortText = String(i).padStart(2, '0');
      if (!place.hasColon) {
        item.command = { title: '', command: 'editor.action.triggerSuggest' };
      }
      return item;
    });
}

function values(entries: readonly (readonly [value: string, detail: string])[]) {
  return entries.map(([value, detail]) => {
    const item = new vscode.CompletionItem(value, Value);
    item.detail = detail;
    return item;
  });
}

/** By name, or by number where the name would be read as something else. */
function listItems(lists: readonly ContactList[]) {
  return lists.map(({ listId, name, contactCount }) => {
    const item = new vscode.CompletionItem(name, Value);
    item.detail = contactsInWords(contactCount);
    const isPlain = name === name.trim() && !/^\d*$|["'#\r\n]/.test(name);
    item.insertText = isPlain ? name : String(listId);
    return item;
  });
}

async function tableItems(document: vscode.TextDocument): Promise<vscode.CompletionItem[]> {
  const files = await vscode.workspace.findFiles(tablePattern, '**/node_modules/**', maxFiles);
  const folder = vscode.Uri.joinPath(document.uri, '..').path.split('/');
  return files.map(({ path }) => {
    const parts = path.split('/');
    let same = 0;
    while (same < folder.length && folder[same] === parts[same]) {
      same++;
    }
    const up = folder.slice(same).map(() => '..');
    const relative = [...(up.length > 0 ? up : ['.']), ...parts.slice(same)].join('/');
    return new vscode.CompletionItem(relative, FileKind);
  });
}

/** Completes keys, values, placeholders, and a body that is still empty by a template. */
export class Completion implements vscode.CompletionItemProvider {
  static readonly triggers = ['{', ':', ' ', '/', ','];

  constructor(
    private readonly analyses: Analyses,
    private readonly facts: AccountFacts,
  ) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    _token: vscode.CancellationToken,
    context: vscode.CompletionContext,
  ): Promise<vscode.CompletionItem[]> {
    const analysis = this.analyses.current(document);
    const place = placeAt(analysis.document, document.offsetAt(position));
    if (place.kind === 'none') {
      return [];
    }
    const isAsked = context.triggerKind === vscode.CompletionTriggerKind.Invoke;
    const items = await this.itemsFor(place, analysis, document, isAsked);
    for (const item of items) {
      cleanCompletion(item).range = rangeOf(document, place.span);
    }
    return items;
  }

  private async itemsFor(
    place: Exclude<Place, { kind: 'none' }>,
    analysis: Analysis,
    document: vscode.TextDocument,
    isAsked: boolean,
  ): Promise<vscode.CompletionItem[]> {
    switch (place.kind) {
      case 'key':
        return keyItems(analysis, place);
      case 'value':
        return this.valueItems(place.key, analysis, document);
      case 'placeholder':
        return this.placeholderItems(analysis, place.isClosed);
      case 'body':
        return isAsked && analysis.message.text.trim() === '' ? this.templateItems() : [];
    }
  }

  private async valueItems(
    key: HeaderKey,
    { table }: Analysis,
    document: vscode.TextDocument,
  ): Promise<vscode.CompletionItem[]> {
    switch (key) {
      case 'from': {
        const { senders } = await this.facts.get();
        return values(
          senders.map(({ senderId, label, status }) => [
            senderId,
            [label, status].filter(Boolean).join(', '),
          ]),
        );
      }
      case 'list':
        return listItems((await this.facts.get()).lists);
      case 'recipients':
        return tableItems(document);
      case 'number_column':
        return table?.kind === 'read'
          ? values(table.summary.columns.map((column) => [column, '']))
          : [];
      case 'shorten_urls':
        return values([
          ['true', ''],
          ['false', ''],
        ]);
      case 'schedule':
        return values([
          ['tomorrow 9am', vscode.l10n.t('In this time zone')],
          ['in 2 hours', ''],
        ]);
      default:
        return [];
    }
  }

  private placeholderItems(
    { document, table }: Analysis,
    isClosed: boolean,
  ): vscode.CompletionItem[] {
    const [sample] = table?.kind === 'read' ? table.summary.recipients.first : [];
    return (fillingColumns(document, table) ?? []).map((column, i) => {
      const item = new vscode.CompletionItem(column, Variable);
      item.insertText = isClosed ? column : `${column}}}`;
      item.sortText = String(i).padStart(4, '0');
      const value = sample?.cells[i];
      if (value !== undefined) {
        item.detail = vscode.l10n.t('For example: {0}', value.slice(0, 60));
      }
      return item;
    });
  }

  private async templateItems(): Promise<vscode.CompletionItem[]> {
    const { templates } = await this.facts.get();
    return templates.map(({ name, body }) => {
      const item = new vscode.CompletionItem(
        { label: name, description: vscode.l10n.t('Template') },
        Snippet,
      );
      item.insertText = body;
      item.filterText = name;
      item.documentation = body;
      return item;
    });
  }
}
