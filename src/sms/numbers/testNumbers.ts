/** Numbers ClickSend names for testing: it accepts their messages, with 0 parts and a price of 0. */
const testNumbers: ReadonlySet<string> = new Set([
  '+61411111111',
  '+61422222222',
  '+61433333333',
  '+61444444444',
  '+14055555555',
  '+14055555666',
  '+447777777777',
  '+8615555555555',
]);

/** Whether an E.164 number is one of ClickSend's own, to which a message is free. */
export function isTestNumber(e164: string): boolean {
  return testNumbers.has(e164);
}
