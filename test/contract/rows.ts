import {
  anything,
  decimal,
  id,
  integer,
  matching,
  nothing,
  nullable,
  object,
  oneOf,
  text,
  truth,
  type Shape,
} from './shapes';

/** The rows of the reference's examples, and the three shapes a message can have in a 200. */

export const acceptedMessage: Shape = object({
  direction: matching(/^out$/),
  date: integer,
  to: text,
  body: text,
  from: text,
  schedule: integer,
  message_id: id,
  message_parts: integer,
  message_price: matching(/^\d+\.\d{4}$/),
  from_email: nullable(text),
  list_id: nullable(integer),
  custom_string: text,
  contact_id: nullable(integer),
  user_id: integer,
  subaccount_id: integer,
  is_shared_system_number: truth,
  country: text,
  carrier: text,
  status: matching(/^SUCCESS$/),
});

const refused = {
  to: text,
  body: text,
  from: text,
  schedule: matching(/^$/),
  message_id: id,
  custom_string: text,
  is_shared_system_number: truth,
};

export const blockedMessage: Shape = object({
  ...refused,
  message_parts: integer,
  message_price: matching(/^0\.0000$/),
  country: text,
  carrier: text,
  status: matching(/^COUNTRY_NOT_ENABLED$/),
});

export const rejectedMessage: Shape = object({
  ...refused,
  status: matching(/^INVALID_RECIPIENT$/),
});

export const pricedMessage: Shape = object({
  to: text,
  body: text,
  from: text,
  schedule: text,
  message_id: id,
  message_parts: integer,
  message_price: matching(/^\d+\.\d{4}$/),
  custom_string: text,
  is_shared_system_number: truth,
  country: text,
  status: text,
});

export const receipt: Shape = object({
  timestamp_send: integer,
  timestamp: integer,
  message_id: id,
  status_code: matching(/^\d{3}$/),
  status_text: text,
  error_code: nullable(oneOf(text, integer)),
  error_text: nullable(text),
  custom_string: nullable(text),
  subaccount_id: integer,
  message_type: text,
  digits: nothing,
});

const inbound = {
  from: text,
  body: text,
  original_body: text,
  original_message_id: text,
  to: text,
  custom_string: text,
  message_id: id,
  _keyword: text,
};

export const listedInbound: Shape = object({ ...inbound, timestamp_send: integer });
export const singleInbound: Shape = object({ ...inbound, timestamp: integer });

export const template: Shape = object({ template_id: integer, template_name: text, body: text });

export const historyRow: Shape = object({
  direction: matching(/^(in|out)$/),
  date: integer,
  to: text,
  body: text,
  status: text,
  from: text,
  schedule: matching(/^\d*$/),
  status_code: nullable(text),
  status_text: nullable(text),
  error_code: anything,
  error_text: nullable(text),
  message_id: id,
  message_parts: integer,
  message_price: decimal,
  from_email: nullable(text),
  list_id: nullable(integer),
  custom_string: nullable(text),
  contact_id: nullable(integer),
  user_id: integer,
  subaccount_id: integer,
  country: text,
  carrier: text,
  first_name: nullable(text),
  last_name: nullable(text),
  _api_username: text,
});
