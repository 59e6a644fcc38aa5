/** A framework a push handler can be written for. */
export interface HandlerTemplate {
  readonly id: string;
  /** The framework's own name, which no language translates. */
  readonly name: string;
  /** Where the code goes or what it needs. */
  readonly detail: string;
  readonly languageId: string;
  /** The code. `path` starts with "/" and holds only letters, digits, "/", "-" and "_". */
  code(path: string): string;
}

const meanings = [
  'ClickSend pushes form fields, a query string (GET) or flat JSON, and signs none of them:',
  'keep the secret part of the path, and never trust or log a field as it is. Answer 200 at once,',
  'or the push comes again; it may come twice anyway, so message_id + status_code (receipt) or',
  'message_id (inbound) is remembered below. Several processes need to share that memory.',
  '',
  'Delivery receipt: has status_code',
  '  message_id      the id that /v3/sms/send answered with',
  '  status_code     201 delivered, 301 failed; 200, 300, 302 are not final, another may follow',
  '  status          "Delivered" or "Undelivered"; status_text says it in words',
  '  error_code      and error_text: why it failed, empty if it did not',
  '  timestamp_send  when it was sent; timestamp: when the receipt came (Unix seconds)',
  '  custom_string   what you sent along; message_type: sms, voice, ...; user_id, subaccount_id',
  '',
  'Inbound SMS: has from and body',
  '  message_id           of the reply; from: who wrote it; to: your number; body: the text',
  '  original_message_id  your message it answers, with original_body; empty if it answers none',
  '  timestamp            Unix seconds; custom_string: of your message; user_id, subaccount_id',
  '',
  'Old spellings come beside them (messageid, customstring, message, originalmessage,',
  'originalmessageid, originalsenderid, sms): ignore them.',
];

/** What the fields mean, as comment lines of the language. */
export function meaningComment(prefix: string): string {
  return meanings.map((line) => `${prefix} ${line}`.trimEnd()).join('\n');
}
