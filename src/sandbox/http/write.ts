import type { ServerResponse } from 'node:http';
import type { Answer } from './envelope';

const json = 'application/json';

/** Writes an answer. Nothing happens when the caller has gone. */
export function write(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) {
    return;
  }
  const { status, body, type = json, headers } = answer;
  const length = Buffer.byteLength(body);
  if (headers) {
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': length, ...headers });
  } else {
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': length });
  }
  response.end(body);
}

/** Writes the body in pieces, spread over so many milliseconds. */
export function writeSlowly(response: ServerResponse, answer: Answer, ms: number): void {
  const bytes = Buffer.from(answer.body);
  const pieces = 10;
  const size = Math.max(Math.ceil(bytes.length / pieces), 1);
  response.writeHead(answer.status, {
    'Content-Type': answer.type ?? json,
    'Content-Length': bytes.length,
  });
  response.flushHeaders();
  let sent = 0;
  const next = (): void => {
    if (response.destroyed) {
      return;
    }
    const piece = bytes.subarray(sent, sent + size);
    sent += size;
    if (sent >= bytes.length) {
      response.end(piece);
    } else {
      response.write(piece);
      setTimeout(next, ms / pieces);
    }
  };
  setTimeout(next, ms / pieces);
}

/** Promises the whole body and breaks off half way. */
export function writeHalf(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    'Content-Type': answer.type ?? json,
    'Content-Length': bytes.length,
  });
  response.write(bytes.subarray(0, bytes.length >> 1), () => {
    response.destroy();
  });
}

/** A TCP reset, as a dying proxy would send. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
