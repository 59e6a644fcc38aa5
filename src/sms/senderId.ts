export type SenderKind = 'default' | 'number' | 'shortCode' | 'alphaTag';

export type SenderProblem =
  | { readonly code: 'alphaTooLong'; readonly severity: 'error'; readonly length: number }
  | { readonly code: 'alphaTooShort'; readonly severity: 'warning'; readonly length: number }
  | { readonly code: 'alphaHasSpaces'; readonly severity: 'error' }
  | { readonly code: 'alphaCharacters'; readonly severity: 'warning'; readonly characters: string }
  | { readonly code: 'numberNotE164'; readonly severity: 'error' }
  /** The countries' carriers take no alpha tags. */
  | {
      readonly code: 'alphaNotForCountry';
      readonly severity: 'warning';
      readonly countries: readonly string[];
    };

/** Longest alpha tag in characters (GSM 03.38 puts 11 septets into a sender address). */
export const alphaTagMax = 11;
const alphaTagMin = 3;

/** Where ClickSend sends from numbers only (ISO 3166-1 alpha-2). */
const numbersOnly: ReadonlySet<string> = new Set(['US', 'CA']);

/** What a `from` is: empty means the account's default sender. */
export function senderKind(from: string): SenderKind {
  const text = from.trim();
  if (text === '') {
    return 'default';
  }
  if (/^\d{3,6}$/.test(text)) {
    return 'shortCode';
  }
  return /^\+?[\d\s().-]+$/.test(text) ? 'number' : 'alphaTag';
}

function alphaProblems(text: string, countries: readonly string[]): SenderProblem[] {
  const problems: SenderProblem[] = [];
  const { length } = text;
  if (length > alphaTagMax) {
    problems.push({ code: 'alphaTooLong', severity: 'error', length });
  }
  if (length < alphaTagMin) {
    problems.push({ code: 'alphaTooShort', severity: 'warning', length });
  }
  if (/\s/.test(text)) {
    problems.push({ code: 'alphaHasSpaces', severity: 'error' });
  }
  const characters = [...new Set(text.match(/[^A-Za-z0-9+\s]/gu) ?? [])].join('');
  if (characters !== '') {
    problems.push({ code: 'alphaCharacters', severity: 'warning', characters });
  }
  const refusing = [...new Set(countries)].filter((country) => numbersOnly.has(country));
  if (refusing.length > 0) {
    problems.push({ code: 'alphaNotForCountry', severity: 'warning', countries: refusing });
  }
  return problems;
}

/**
 * What is wrong with a sender ID by ClickSend's rules, given the recipients' countries (ISO 3166-1
 * alpha-2). Whether the account may use it is not known here.
 */
export function senderProblems(
  from: string,
  countries: readonly string[] = [],
): readonly SenderProblem[] {
  const text = from.trim();
  switch (senderKind(text)) {
    case 'default':
    case 'shortCode':
      return [];
    case 'number': {
      const digits = text.replace(/[\s().-]/g, '');
      return /^\+?[1-9]\d{6,14}$/.test(digits)
        ? []
        : [{ code: 'numberNotE164', severity: 'error' }];
    }
    case 'alphaTag':
      return alphaProblems(text, countries);
  }
}
