import type { AxiosResponse } from 'axios';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ClickSendError } from '../errors';
import type { DownloadOptions } from '../options';
import { isLoopback, parseUrl } from './baseUrl';
import { throwIfCancelled } from './cancel';
import { send, Watch } from './exchange';
import { tryReadEnvelope } from './envelope';
import { failedAnswer, failedExchange } from './failure';
import { makeCleaner } from './outsideText';
import type { HttpTransport } from './transport';

const mostRedirects = 5;
const clean = makeCleaner([]);
/** Enough of an error page to find an envelope in. */
const mostErrorCharacters = 64 * 1024;

/**
 * Streams an export to `sink` and ends it. The address is pre-signed and belongs to another host, so
 * the request carries no credentials. https only, or loopback while the API itself is on loopback.
 * Throws `ClickSendError`; an error of the sink comes out as it is.
 */
export async function download(
  transport: HttpTransport,
  address: string,
  sink: NodeJS.WritableStream,
  { signal, onProgress }: DownloadOptions = {},
): Promise<number> {
  throwIfCancelled(signal);
  const watch = new Watch({ ...transport, signal });
  try {
    const { status, headers, data } = await open(transport, address, watch);
    if (status < 200 || status > 299) {
      const raw = { status, headers: Object.fromEntries(Object.entries(headers)) };
      const failed = failedAnswer('read', raw, tryReadEnvelope(await beginningOf(data)), clean);
      throw failed?.error ?? new ClickSendError('badResponse', { status });
    }
    const length = Number(headers['content-length'] ?? Number.NaN);
    const total = Number.isSafeInteger(length) && length >= 0 ? length : undefined;
    return await copy(data, sink, watch, (bytes) => onProgress?.(bytes, total));
  } catch (error) {
    if (error instanceof ClickSendError || error instanceof SinkFailure) {
      throw unwrap(error);
    }
    throw failedExchange('read', watch.failure(error), clean).error;
  } finally {
    watch.end();
  }
}

async function open(
  transport: HttpTransport,
  address: string,
  watch: Watch,
): Promise<AxiosResponse<Readable>> {
  let url = checkedUrl(address, transport.baseUrl);
  for (let redirects = 0; ; redirects++) {
    const response = await send<Readable>(
      { method: 'GET', url, headers: { accept: '*/*', 'accept-encoding': 'identity' } },
      { agents: transport.connections.agentsFor(url, false) },
      watch,
      { responseType: 'stream', decompress: false },
    );
    const location: unknown = response.headers['location'];
    const moved = response.status > 300 && response.status < 400 && typeof location === 'string';
    if (!moved) {
      return response;
    }
    response.data.destroy();
    if (redirects === mostRedirects) {
      throw new ClickSendError('badResponse');
    }
    url = checkedUrl(parseUrl(location, url)?.href ?? '', transport.baseUrl);
  }
}

function checkedUrl(address: string, baseUrl: URL): URL {
  const url = parseUrl(address);
  const secure =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && isLoopback(url) && isLoopback(baseUrl));
  if (!url || !secure || url.username || url.password) {
    throw new ClickSendError('insecureUrl');
  }
  return url;
}

class SinkFailure extends Error {}

async function copy(
  source: Readable,
  sink: NodeJS.WritableStream,
  watch: Watch,
  onBytes: (bytes: number) => void,
): Promise<number> {
  let bytes = 0;
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      watch.restart();
      onBytes(bytes);
      done(null, chunk);
    },
  });
  let sinkError: Error | undefined;
  sink.once('error', (error: Error) => {
    if (!counter.destroyed) {
      sinkError = error;
    }
  });
  try {
    await pipeline(source, counter, sink, { signal: watch.signal });
  } catch (error) {
    throw sinkError ? new SinkFailure('', { cause: sinkError }) : error;
  }
  return bytes;
}

function unwrap(error: ClickSendError | SinkFailure): unknown {
  return error instanceof SinkFailure ? error.cause : error;
}

async function beginningOf(source: Readable): Promise<string> {
  let text = '';
  for await (const chunk of source.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > mostErrorCharacters) {
      break;
    }
  }
  return text;
}
