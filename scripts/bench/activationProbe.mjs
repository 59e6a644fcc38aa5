// Runs inside an extension host: what its own marks say about activating us and a built-in extension,
// and which of our files it had loaded when that was done.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';

const ids = ['clicksend-sms.clicksend-sms', 'vscode.github'];

/** In ms, from the marks that the host sets itself around loading code and calling `activate`. */
function activationOf(id) {
  const marks = globalThis.MonacoPerformanceMarks.getMarks();
  const at = (name) => {
    const mark = marks.find((candidate) => candidate.name === `code/extHost/${name}/${id}`);
    if (!mark) throw new Error(`the extension host set no mark ${name} for ${id}`);
    return mark.startTime;
  };
  return {
    load: at('didLoadExtensionCode') - at('willLoadExtensionCode'),
    activate: at('didActivateExtension') - at('willActivateExtension'),
  };
}

/** When VS Code itself activates it, and not at a moment of ours. */
async function activated(extension) {
  const deadline = Date.now() + 60_000;
  while (!extension.isActive) {
    if (Date.now() > deadline) throw new Error(`${extension.id} was not activated`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** ES modules leave no public trace once loaded; the inspector lists every script there is. */
function loadedFiles(folder) {
  const files = new Set();
  const session = new Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params: { url } }) => {
    if (url.startsWith('file:') && fileURLToPath(url).startsWith(folder)) {
      files.add(fileURLToPath(url).slice(folder.length));
    }
  });
  session.post('Debugger.enable');
  session.disconnect();
  return [...files];
}

export async function run() {
  const extensions = ids.map((id) => vscode.extensions.getExtension(id));
  for (const [index, extension] of extensions.entries()) {
    if (!extension) throw new Error(`${ids[index]} is not installed`);
    await activated(extension);
  }
  const [ours, github] = ids.map(activationOf);
  const { extensionPath } = extensions[0];
  const loaded = loadedFiles(extensionPath).filter((file) => /^.dist./.test(file));
  writeFileSync(process.env.CLICKSEND_BENCH_RESULT, JSON.stringify({ ours, github, loaded }));
}
