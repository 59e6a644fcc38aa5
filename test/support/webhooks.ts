import type { CaughtPush } from '../../src/features/webhooks/pushes/caughtPush';
import { encodePush } from '../../src/sms/webhooks/encodePush';
import type { PushForm } from '../../src/sms/webhooks/fields';
import type { PushField } from '../../src/sms/webhooks/rawPush';

const asFields = (values: Readonly<Record<string, PushField['value']>>): readonly PushField[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** The fields of a delivery receipt push. */
export const receiptFields = (
  changes: Readonly<Record<string, PushField['value']>> = {},
): readonly PushField[] =>
  asFields({
    message_id: '2336751A-BBBE-4887-9D7C-CB7558F00208',
    messageid: '2336751A-BBBE-4887-9D7C-CB7558F00208',
    status: 'Delivered',
    status_code: '201',
    status_text: 'Success: Message received on handset.',
    error_code: '',
    error_text: '',
    timestamp_send: '1722565400',
    timestamp: '1722565411',
    custom_string: 'order 7',
    customstring: 'order 7',
    message_type: 'sms',
    subaccount_id: '563840',
    user_id: '12',
    ...changes,
  });

/** The fields of an inbound push, with the spellings that JSON leaves out. */
export const inboundFields = (
  changes: Readonly<Record<string, PushField['value']>> = {},
): readonly PushField[] =>
  asFields({
    originalsenderid: '+61411111111',
    body: 'Yes & no = ☺',
    message: 'Yes & no = ☺',
    sms: '+61487722156',
    custom_string: '',
    customstring: '',
    to: '+61411111111',
    from: '+61487722156',
    original_message_id: '00DD4A0B-FC0F-4FFB-9A95-4BACC477C372',
    originalmessageid: '00DD4A0B-FC0F-4FFB-9A95-4BACC477C372',
    originalmessage: 'Coming?',
    original_body: 'Coming?',
    user_id: '12',
    subaccount_id: '563840',
    timestamp: '1722580202',
    message_id: '7E0F75B6-8CE0-4202-B589-8BA8E5CBA661',
    ...changes,
  });

let count = 0;

export function aPush(
  changes: Partial<CaughtPush> & {
    readonly fields?: readonly PushField[];
    readonly form?: PushForm;
  } = {},
): CaughtPush {
  const { fields = receiptFields(), form = 'form', ...rest } = changes;
  count += 1;
  return {
    id: `push-${count}`,
    receivedAt: 1_722_565_412_500,
    raw: encodePush(fields, form),
    headers: {},
    deliveries: [],
    ...rest,
  };
}
