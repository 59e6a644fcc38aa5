import * as vscode from 'vscode';

const optOut = 'Reply STOP to opt out.';

/** A name beside the table that no file has. */
async function freeName(table: vscode.Uri): Promise<vscode.Uri> {
  const folder = vscode.Uri.joinPath(table, '..');
  const file = table.path.slice(table.path.lastIndexOf('/') + 1);
  const stem = file.replace(/\.[^.]+$/, '');
  for (let n = 1; ; n++) {
    const uri = vscode.Uri.joinPath(folder, n === 1 ? `${stem}.sms` : `${stem}-${n}.sms`);
    const isTaken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isTaken) {
      return uri;
    }
  }
}

/** Writes a message for a table beside it, where it can have lines and be checked and previewed. */
export async function createDocument(table: vscode.Uri, columns: readonly string[]): Promise<void> {
  const file = table.path.slice(table.path.lastIndexOf('/') + 1);
  const name = columns.find((column) => /name/i.test(column));
  const greeting = name === undefined ? '' : `Hi {{${name}}}, `;
  const text = `---\nrecipients: ./${file}\n---\n${greeting}\n\n${optOut}\n`;
  const uri = await freeName(table);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const at = new vscode.Position(3, greeting.length);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
}
