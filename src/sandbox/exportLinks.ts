import type { Message } from './store/account';

interface ExportFile {
  readonly filename: string;
  readonly rows: readonly Message[];
  readonly expiresMs: number;
}

const mostLinks = 100;

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
