import * as v from 'valibot';
import { ClickSendError } from '../errors';
import { isObject, type JsonObject } from '../decode/json';
import { number, optionalText } from '../decode/fields';

/** A JSON answer. */
export interface Answer {
  /** The status the body claims, from `http_code` or, in old history answers, `status`. */
  readonly claimedStatus: number | undefined;
  readonly responseCode: string | undefined;
  readonly responseMsg: string | undefined;
  readonly data: unknown;
  /** All of it, for the few endpoints that answer without the envelope. */
  readonly body: JsonObject;
}

const envelope = v.object({
  http_code: number,
  status: number,
  response_code: optionalText,
  response_msg: optionalText,
});

/** Reads an answer's body. Throws `ClickSendError` 'badResponse' when it is no JSON object or array. */
export function readEnvelope(text: string): Answer {
  const json = parse(text);
  const body = isObject(json) ? json : { data: json };
  const { http_code, status, response_code, response_msg } = v.parse(envelope, body);
  return {
    claimedStatus: [http_code, status].find((code) => code !== undefined && code >= 100),
    responseCode: response_code,
    responseMsg: response_msg,
    data: body['data'],
    body,
  };
}

/** An answer's body, or undefined when it cannot be read. */
export function tryReadEnvelope(text: string): Answer | undefined {
  try {
    return readEnvelope(text);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ClickSendError('badResponse');
  }
  if (!isObject(json) && !Array.isArray(json)) {
    throw new ClickSendError('badResponse');
  }
  return json;
}
