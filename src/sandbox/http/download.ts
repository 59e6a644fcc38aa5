import { pipeline, Readable } from 'node:stream';
import type { ServerResponse } from 'node:http';
import { csvOf } from '../routes/historyCsv';
import type { World } from '../world';
import type { Target } from './gateway';
import { write } from './write';

const expired = {
  status: 403,
  type: 'application/xml',
  body:
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
};

/** Serves an exported file, as the storage behind the real links does: without credentials. */
export function download(
  { links, clock }: World,
  { path }: Target,
  response: ServerResponse,
): void {
  const file = links.find(path.slice('/_files/'.length), clock.now());
  if (!file) {
    write(response, expired);
    return;
  }
  const name = file.filename.replace(/[^\w.() -]/gu, '_');
  response.writeHead(200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
  pipeline(Readable.from(csvOf(file.rows), { objectMode: false }), response, () => undefined);
}
