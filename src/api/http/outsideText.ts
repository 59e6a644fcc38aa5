const longest = 300;

/** Control characters, lone surrogates, and the marks that turn reading direction around. */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Makes text from outside fit for one line of a message: printable, short, without the secrets. */
export function makeCleaner(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length > 0);
  return (text) => {
    const redacted = known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    const line = redacted.replace(unprintable, ' ').replace(/\s+/g, ' ').trim();
    return line.length > longest
      ? `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`
      : line;
  };
}
