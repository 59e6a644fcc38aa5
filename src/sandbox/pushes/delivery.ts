import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { PushRequest } from './pushForms';

export interface Delivered {
  /** What the receiver answered; undefined when nothing came. */
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** The beginning of the answer. */
  readonly answer: string;
}

/** Hands one push over. Never rejects. */
export type Deliver = (push: PushRequest, timeoutMs: number) => Promise<Delivered>;

const keptOfAnswer = 2000;

/** One request, without following redirects: they could lead away from where pushes may go. */
export const deliverOverHttp: Deliver = (push, timeoutMs) =>
  new Promise((resolve) => {
    const fail = (error: string): void => {
      resolve({ status: undefined, error, answer: '' });
    };
    const url = new URL(push.url);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const { contentType, body } = push;
    const headers = {
      'user-agent': 'ClickSend-sandbox',
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    };
    const signal = AbortSignal.timeout(timeoutMs);
    const request = send(url, { method: push.method, headers, agent: false, signal });
    request.on('error', (error) => {
      fail(signal.aborted ? `no answer within ${timeoutMs} ms` : error.message);
    });
    request.on('response', (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (answer.length < keptOfAnswer) {
          answer += chunk;
        }
      });
      response.on('error', (error) => {
        fail(error.message);
      });
      response.on('end', () => {
        resolve({
          status: response.statusCode,
          error: undefined,
          answer: answer.slice(0, keptOfAnswer),
        });
      });
    });
    request.end(body);
  });
