import { deceptiveCharacters } from '../../sms/deceptiveCharacters';

const longest = 300;

/** Makes text from outside fit for one line of a message: printable, short, without the secrets. */
export function makeCleaner(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length > 0);
  return (text) => {
    const redacted = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    const line = redacted.replace(deceptiveCharacters, ' ').replace(/\s+/g, ' ').trim();
    return line.length > longest
      ? `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
      : line;
  };
}
