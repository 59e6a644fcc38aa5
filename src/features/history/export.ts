import * as vscode from 'vscode';
import type { ClientSlice } from '../../api/client';
import type { Session } from '../../platform/session';
import { showInformation } from '../../platform/show/messages';
import { withWork, type ReportStep } from '../../platform/show/work';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { HistoryFilter } from '../../sms/resources';
import { dayId } from './tree/day';
import type { HistoryClient } from './services';

/** Asks where, downloads with progress, offers to open. Nothing half-written is left behind. */
export async function exportHistory(
  session: Session<HistoryClient>,
  filter: HistoryFilter,
  now: Date,
): Promise<void> {
  const client = await session.client();
  const name = `sms-history-${dayId(now)}.csv`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export SMS History'),
    filters: { CSV: ['csv'] },
    defaultUri: folder
      ? vscode.Uri.joinPath(folder, name)
      : vscode.Uri.file(path.join(os.homedir(), name)),
  });
  if (!target) {
    return;
  }
  const bytes = await withWork(vscode.l10n.t('Exporting SMS history'), (signal, report) =>
    download(client, filter, target, signal, report),
  );
  const open = vscode.l10n.t('Open');
  const picked = await showInformation(
    vscode.l10n.t('SMS history exported ({0}).', sizeWords(bytes)),
    open,
  );
  if (picked === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}

async function download(
  client: ClientSlice<'history.export' | 'history.download'>,
  filter: HistoryFilter,
  target: vscode.Uri,
  signal: AbortSignal,
  report: ReportStep,
): Promise<number> {
  report({ message: vscode.l10n.t('ClickSend is preparing the file…') });
  const name = path.posix.basename(target.path);
  const url = await client.history.export(name, { filter, orderBy: 'date:desc', signal });
  // Beside the target when that is a file of this machine, so that the last step is a rename.
  const local = target.scheme === 'file';
  const part = local
    ? `${target.fsPath}.${randomUUID()}.part`
    : path.join(os.tmpdir(), `clicksend-${randomUUID()}.csv`);
  try {
    let shown = 0;
    const bytes = await client.history.download(url, createWriteStream(part, { mode: 0o600 }), {
      signal,
      onProgress: (received, total) => {
        const percent = total ? (received / total) * 100 : undefined;
        report({
          message: sizeWords(received),
          ...(percent !== undefined && { increment: percent - shown }),
        });
        shown = percent ?? shown;
      },
    });
    signal.throwIfAborted();
    if (local) {
      await rename(part, target.fsPath);
    } else {
      await vscode.workspace.fs.copy(vscode.Uri.file(part), target, { overwrite: true });
    }
    return bytes;
  } finally {
    await rm(part, { force: true });
  }
}

function sizeWords(bytes: number): string {
  const format = (value: number) =>
    value.toLocaleString(vscode.env.language, { maximumFractionDigits: 1 });
  if (bytes < 1024) {
    return vscode.l10n.t('{0} bytes', bytes);
  }
  return bytes < 1024 * 1024
    ? vscode.l10n.t('{0} KB', format(bytes / 1024))
    : vscode.l10n.t('{0} MB', format(bytes / 1024 / 1024));
}
