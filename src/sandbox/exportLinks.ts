import { historyRow } from './routes/history';
import type { Message } from './store/message';

interface ExportFile {
  readonly filename: string;
  readonly rows: readonly Message[];
  readonly expiresMs: number;
}

const mostLinks = 100;

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

/** Exported files behind links that expire and need no credentials. */
export class ExportLinks {
  private readonly files = new Map<string, ExportFile>();

  /** Returns the path to download from. */
  add(file: {
    readonly id: string;
    readonly filename: string;
    readonly rows: readonly Message[];
    readonly nowMs: number;
    readonly seconds: number;
  }): string {
    const { id, filename, rows, nowMs, seconds } = file;
    this.files.set(id, { filename, rows, expiresMs: nowMs + seconds * 1000 });
    const [oldest] = this.files.keys();
    if (this.files.size > mostLinks && oldest !== undefined) {
      this.files.delete(oldest);
    }
    const disposition = encodeURIComponent(`attachment;filename=${filename}`);
    const moment = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/gu, '');
    return (
      `/_files/${id}?response-content-disposition=${disposition}` +
      `&X-Amz-Date=${moment}&X-Amz-Expires=${seconds}`
    );
  }

  /** Undefined for a link that never was or has expired. */
  find(id: string, nowMs: number): ExportFile | undefined {
    const file = this.files.get(id);
    return file && nowMs < file.expiresMs ? file : undefined;
  }

  clear(): void {
    this.files.clear();
  }
}
