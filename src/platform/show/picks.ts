import * as vscode from 'vscode';
import { cleaning, withoutLinks, plainLabel } from './outsideText';

/** Rows get their icon from `iconPath`: in their texts it would be an icon from anybody. */
function cleanRow<Row extends vscode.QuickPickItem>(row: Row): Row {
  const { label, description, detail } = row;
  return {
    ...row,
    label: plainLabel(label),
    ...(description !== undefined && { description: plainLabel(description) }),
    ...(detail !== undefined && { detail: plainLabel(detail) }),
  };
}

/** `vscode.window.showQuickPick` for one row. */
export async function showPick<Row extends vscode.QuickPickItem>(
  rows: readonly Row[] | Promise<readonly Row[]>,
  options: vscode.QuickPickOptions = {},
): Promise<Row | undefined> {
  const madeAs = new Map<Row, Row>();
  const shown = Promise.resolve(rows).then((all) =>
    all.map((row) => {
      const clean = cleanRow(row);
      madeAs.set(clean, row);
      return clean;
    }),
  );
  const { title, placeHolder } = options;
  const picked = await vscode.window.showQuickPick(shown, {
    ...options,
    ...(title !== undefined && { title: withoutLinks(title) }),
    ...(placeHolder !== undefined && { placeHolder: withoutLinks(placeHolder) }),
  });
  return picked && madeAs.get(picked);
}

/** `vscode.window.createQuickPick`; its rows are given and come back as the caller made them. */
export function createPick<Row extends vscode.QuickPickItem>(): vscode.QuickPick<Row> {
  const pick = vscode.window.createQuickPick<Row>();
  const shownAs = new WeakMap<Row, Row>();
  const madeAs = new WeakMap<Row, Row>();
  const shown = (row: Row): Row => {
    const known = shownAs.get(row) ?? cleanRow(row);
    shownAs.set(row, known);
    madeAs.set(known, row);
    return known;
  };
  const made = (row: Row): Row => madeAs.get(row) ?? row;
  const lists: ReadonlySet<unknown> = new Set(['items', 'activeItems', 'selectedItems']);
  const setting = (rows: readonly Row[]) => rows.map(shown);
  const cleaned = cleaning(pick, {
    items: setting,
    activeItems: setting,
    selectedItems: setting,
    title: (title) => title && withoutLinks(title),
    placeholder: (text) => text && withoutLinks(text),
  });
  return new Proxy(cleaned, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      return lists.has(key) ? (value as readonly Row[]).map(made) : value;
    },
  });
}
