import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Campaigns hold phone numbers and texts: they are for the user's eyes only. */
export const fileMode = 0o600;
export const directoryMode = 0o700;

/** Makes a rename or a new file in the directory survive a power cut, where the system can. */
export async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Windows opens no directories, and keeps its renames by itself.
    if (process.platform !== 'win32') {
      throw error;
    }
  }
}

/** Replaces a file as a whole: after a power cut it is the old one or the new one. */
export async function replaceDurably(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', fileMode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncDirectory(path.dirname(file));
}
