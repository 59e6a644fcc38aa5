import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Uri } from 'vscode';

/** Numbers and texts are for the user's eyes only. */
export const fileMode = 0o600;
export const folderMode = 0o700;

/** Writes a file of our own storage, which is on this machine, and makes its folder. */
export async function writePrivateFile({ fsPath }: Uri, text: string): Promise<void> {
  await mkdir(path.dirname(fsPath), { recursive: true, mode: folderMode });
  await writeFile(fsPath, text, { mode: fileMode });
}
