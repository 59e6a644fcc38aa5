// A load client that costs little: raw sockets, one request under way on each, kept alive.
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/** Bytes of the answer that starts at the beginning of `bytes`, or undefined while that is unknown. */
function answerLength(bytes) {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`Unexpected answer: ${head.slice(0, 200)}`);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('An answer without a length');
  return end + 4 + Number(length);
}

/** A request as it goes over the wire. */
export function wireRequest({ method = 'GET', path, port, headers = {}, body = '' }) {
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    Connection: 'keep-alive',
    ...headers,
    ...(body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** One connection that repeats a request. `onAnswer` returns whether to go on. */
function repeat(port, request, onAnswer) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let chunks = [];
    let received = 0;
    let expected;
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      received += chunk.length;
      expected ??= answerLength(chunks.length === 1 ? chunk : Buffer.concat(chunks));
      if (expected === undefined || received < expected) return;
      chunks = [];
      received = 0;
      expected = undefined;
      if (onAnswer()) socket.write(request);
      else {
        socket.destroy();
        resolve();
      }
    });
    socket.on('error', reject);
  });
}

/** Requests a second, over so many connections for so long. */
export async function requestsPerSecond(port, request, { connections, ms }) {
  const started = performance.now();
  let count = 0;
  const onAnswer = () => {
    count++;
    return performance.now() - started < ms;
  };
  await Promise.all(Array.from({ length: connections }, () => repeat(port, request, onAnswer)));
  return count / ((performance.now() - started) / 1000);
}

/** Milliseconds of one request after another, the median of `count`. */
export async function medianLatency(port, request, count) {
  const times = [];
  let before = performance.now();
  await repeat(port, request, () => {
    const now = performance.now();
    times.push(now - before);
    before = now;
    return times.length < count;
  });
  return median(times);
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
