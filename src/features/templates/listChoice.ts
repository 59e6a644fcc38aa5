import * as vscode from 'vscode';
import { createPick, showPick } from '../../platform/show/picks';
import type { TemplateQuery } from '../../api/client';
import { visibleLine } from '../../sms/visibleText';

export type TemplateOrder = NonNullable<TemplateQuery['orderBy']>;
export type TemplateSearch = NonNullable<TemplateQuery['where']>;

/** What the list shows and in which order. */
export interface ListChoice {
  readonly search?: TemplateSearch;
  readonly order: TemplateOrder;
}

export const defaultOrder: TemplateOrder = 'template_name:asc';

const orders = [
  'template_name:asc',
  'template_name:desc',
  'template_id:desc',
  'template_id:asc',
  'body:asc',
  'body:desc',
] as const satisfies readonly TemplateOrder[];

export function isOrder(value: unknown): value is TemplateOrder {
  return orders.some((order) => order === value);
}

function orderWords(order: TemplateOrder): string {
  switch (order) {
    case 'template_name:asc':
      return vscode.l10n.t('Name, A to Z');
    case 'template_name:desc':
      return vscode.l10n.t('Name, Z to A');
    case 'template_id:desc':
      return vscode.l10n.t('Newest first');
    case 'template_id:asc':
      return vscode.l10n.t('Oldest first');
    case 'body:asc':
      return vscode.l10n.t('Text, A to Z');
    case 'body:desc':
      return vscode.l10n.t('Text, Z to A');
  }
}

function searchWords({ field, value }: TemplateSearch): string {
  const shown = visibleLine(value, 40);
  switch (field) {
    case 'template_name':
      return vscode.l10n.t('Name contains "{0}"', shown);
    case 'body':
      return vscode.l10n.t('Text contains "{0}"', shown);
    case 'template_id':
      return vscode.l10n.t('ID is {0}', shown);
  }
}

/** The words beside the view's title; undefined for the whole list in its usual order. */
export function describeChoice({ search, order }: ListChoice): string | undefined {
  const words = [
    ...(search ? [searchWords(search)] : []),
    ...(order === defaultOrder ? [] : [orderWords(order)]),
  ];
  return words.length > 0 ? words.join(' · ') : undefined;
}

export async function askOrder(current: TemplateOrder): Promise<TemplateOrder | undefined> {
  const items = orders.map((order) => ({
    label: orderWords(order),
    ...(order === current && { description: vscode.l10n.t('current') }),
    order,
  }));
  const picked = await showPick(items, {
    title: vscode.l10n.t('Sort Templates'),
    placeHolder: vscode.l10n.t('ClickSend sorts the whole list, not only what is loaded'),
  });
  return picked?.order;
}

interface SearchItem extends vscode.QuickPickItem {
  readonly search: TemplateSearch;
}

function searchItems(typed: string): readonly SearchItem[] {
  const value = typed.trim();
  if (value === '') {
    return [];
  }
  const fields: readonly TemplateSearch['field'][] = [
    'template_name',
    'body',
    ...(/^\d+$/.test(value) ? (['template_id'] as const) : []),
  ];
  return fields.map((field) => ({
    label: searchWords({ field, value }),
    alwaysShow: true,
    search: { field, value },
  }));
}

/** What to search for, searched by ClickSend; undefined when the person thinks better of it. */
export function askSearch(
  current: TemplateSearch | undefined,
): Promise<TemplateSearch | undefined> {
  const pick = createPick<SearchItem>();
  pick.title = vscode.l10n.t('Search Templates');
  pick.placeholder = vscode.l10n.t('Part of a name or of the text');
  pick.value = current?.value ?? '';
  const update = () => {
    pick.items = searchItems(pick.value);
  };
  update();
  return new Promise((resolve) => {
    pick.onDidChangeValue(update);
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) {
        resolve(item.search);
        pick.dispose();
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
