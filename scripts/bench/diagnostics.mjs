// What one keystroke in a large SMS document costs: reading the text anew, its problems, its parts.
import { buildSource } from './source.mjs';
import { median } from './loadClient.mjs';

const documentCharacters = 200_000;
const tableRows = 100_000;
const keystrokes = 40;
const warmUp = 10;

/** Placeholders, some of them blank in the table, links and characters that force UCS-2. */
function aDocument() {
  const header = '---\nrecipients: ./customers.csv\nfrom: MyBrand\n---\n';
  let body = '';
  for (let i = 0; header.length + body.length < documentCharacters; i++) {
    body += `Hi {{first_name}}, order ${i} is on its way to {{city}}. `;
    if (i % 20 === 0) body += 'It\u2019s at www.example.com/track today.\n';
  }
  return header + body;
}

function* aTable() {
  yield 'mobile,first_name,city\n';
  for (let row = 0; row < tableRows; row++) {
    yield `+614${String(10_000_000 + row)},Name${row},${row % 100 === 0 ? '' : 'Brisbane'}\n`;
  }
}

export async function benchDiagnostics() {
  const { summariseTable } = await buildSource('src/features/document/recipients/tableSummary.ts');
  const { findProblems } = await buildSource('src/features/document/problems/checks.ts');
  const { parseDocument } = await buildSource('src/sms/document/syntax.ts');
  const { messageOf } = await buildSource('src/sms/document/message.ts');
  const { splitParts, nonGsmCharacters } = await buildSource('src/sms/parts.ts');
  const readStart = performance.now();
  const summary = await summariseTable(aTable(), { keptRecipients: 5000 });
  const readMs = performance.now() - readStart;
  const table = { kind: 'read', summary };
  const context = { now: Date.now(), timeZone: 'UTC' };
  const text = aDocument();
  const spent = [];
  let found = 0;
  for (let i = 0; i < warmUp + keystrokes; i++) {
    const at = Math.floor(text.length * (0.2 + (0.7 * i) / (warmUp + keystrokes)));
    // Flat and new, as VS Code hands it over: nothing of an earlier keystroke can be reused.
    const typed = Buffer.from(`${text.slice(0, at)}x${text.slice(at)}`).toString();
    const start = performance.now();
    const document = parseDocument(typed);
    const message = messageOf(document);
    found += findProblems(document, message, table, context).length;
    found += splitParts(message.text).length + nonGsmCharacters(message.text).length;
    if (i >= warmUp) spent.push(performance.now() - start);
  }
  if (summary.recipients.count !== tableRows || found < keystrokes * 100) {
    throw new Error('The document has fewer problems than were put into it.');
  }
  return {
    'diagnostics.keystroke_ms': median(spent),
    'diagnostics.keystroke_worst_ms': Math.max(...spent),
    'diagnostics.table_100k_ms': readMs,
  };
}
