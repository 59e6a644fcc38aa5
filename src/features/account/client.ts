import type * as vscode from 'vscode';
import type { ClickSendClient, RequestLine } from '../../api/client';

export interface Connection {
  readonly baseUrl: string;
  readonly username: string;
  readonly apiKey: string;
  readonly proxy: string | undefined;
}

/** Loads the client on first use: axios is the heaviest thing we have. */
export async function newClient(
  { proxy, ...credentials }: Connection,
  log: vscode.LogOutputChannel,
): Promise<ClickSendClient> {
  const { makeClient } = await import('../../api/client');
  return makeClient({
    ...credentials,
    ...(proxy !== undefined && { proxy }),
    onRequest: (line) => {
      log.info(requestLine(line));
    },
  });
}

function requestLine({ method, path, status, durationMs, attempt }: RequestLine): string {
  const outcome = status === undefined ? 'no answer' : String(status);
  const again = attempt > 1 ? ` (attempt ${attempt})` : '';
  return `${method} ${path} ${outcome} ${Math.round(durationMs)} ms${again}`;
}
