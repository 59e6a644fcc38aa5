import { asNumber } from '../decode/fields';
import { onlyObject } from '../decode/json';
import { ClickSendError } from '../errors';
import type { Transport } from '../http/transport';
import type { CallOptions } from '../options';

/** Not repeated: a second try of one that worked answers 404, which would read as a failure. */
export function cancelSms(
  transport: Transport,
  messageId: string,
  options?: CallOptions,
): Promise<void> {
  return transport.call(
    { kind: 'change', method: 'PUT', path: '/v3/sms/{id}/cancel', ids: [messageId] },
    () => undefined,
    options,
  );
}

export function cancelAllSms(
  transport: Transport,
  customString: string | undefined,
  options?: CallOptions,
): Promise<number> {
  // An empty custom_string could be read as none, and then everything would be cancelled.
  if (customString === '') {
    return Promise.reject(new ClickSendError('badRequest'));
  }
  return transport.call(
    {
      kind: 'change',
      method: 'PUT',
      path: '/v3/sms/cancel-all',
      ...(customString === undefined ? {} : { body: { custom_string: customString } }),
    },
    ({ data }) => {
      const count = asNumber(onlyObject(data)['count']);
      if (count === undefined) {
        throw new ClickSendError('badResponse');
      }
      return count;
    },
    options,
  );
}
