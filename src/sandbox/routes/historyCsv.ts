import type { Message } from '../store/account';
import { historyRow } from './history';

/** History's own keys, with the names that ClickSend's help page gives to the contact's columns. */
const renamed: Readonly<Record<string, string>> = {
  first_name: 'contact_first_name',
  last_name: 'contact_last_name',
};

const cell = (value: string | number | null | undefined): string => {
  const text = String(value ?? '');
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV of history rows, a piece at a time. */
export function* csvOf(rows: readonly Message[]): Generator<string> {
  const header = [
    ...['direction', 'date', 'to', 'body', 'status', 'from', 'schedule', 'status_code'],
    ...['status_text', 'error_code', 'error_text', 'message_id', 'message_parts'],
    ...['message_price', 'from_email', 'list_id', 'custom_string', 'contact_id', 'user_id'],
    ...['subaccount_id', 'country', 'carrier', 'first_name', 'last_name', '_api_username'],
  ];
  yield `${header.map((key) => renamed[key] ?? key).join(',')}\r\n`;
  for (let start = 0; start < rows.length; start += 500) {
    yield rows
      .slice(start, start + 500)
      .map((message) => {
        const row = historyRow(message);
        return `${header.map((key) => cell(row[key])).join(',')}\r\n`;
      })
      .join('');
  }
}
