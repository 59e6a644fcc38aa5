import * as vscode from 'vscode';

/** The page without any content: all of that arrives as messages and is put in as text. */
export function previewPage(webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const file = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('preview.css')}">
<title>SMS</title>
</head>
<body>
<nav id="steps">
<button id="previous" type="button">&#x2190;</button>
<span id="position" role="status"></span>
<button id="next" type="button">&#x2192;</button>
</nav>
<main id="phone">
<header><strong id="sender"></strong><span id="recipient"></span></header>
<div id="bubbles" dir="auto"></div>
</main>
<p id="measure" role="status"></p>
<p><button id="price" type="button"></button></p>
<ul id="table"></ul>
<p id="note"></p>
<script nonce="${nonce}" src="${file('preview.js')}"></script>
</body>
</html>`;
}
