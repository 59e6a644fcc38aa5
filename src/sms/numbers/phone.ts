import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumberType } from 'libphonenumber-js/max';
import { matchE164, nationalCandidate } from './numberingPlan';
import type { Line } from './numberingPlan';

/** Why a text is no number an SMS can go to. */
export type NumberProblem =
  | 'empty'
  | 'notANumber'
  /** "6.14E+10": a spreadsheet has rounded the digits away. */
  | 'spreadsheetRounded'
  /** Without a leading + and without a default country. */
  | 'countryNeeded'
  | 'invalidCountry'
  | 'tooShort'
  | 'tooLong'
  | 'invalidLength'
  /** An SMS cannot reach an extension. */
  | 'hasExtension'
  /** The length is right, but the country has given out no such number. */
  | 'notValid';

export interface PhoneNumber {
  readonly e164: string;
  /** ISO 3166-1 alpha-2; undefined for numbers of no country, such as +800. */
  readonly country: string | undefined;
  /** `fixed` and `other` mostly cannot receive an SMS: worth a warning, not a refusal. */
  readonly line: Line;
}

export type NumberResult =
  | { readonly ok: true; readonly number: PhoneNumber }
  | {
      readonly ok: false;
      readonly reason: NumberProblem;
      /** ISO 3166-1 alpha-2; the country it would be of, where that is what is wrong with it. */
      readonly country?: string;
    };

export interface NumberOptions {
  /** ISO 3166-1 alpha-2, for numbers in national form; one that is not known counts as none. */
  readonly defaultCountry?: string | undefined;
}

const refuse = (reason: NumberProblem): NumberResult => ({ ok: false, reason });

const lines: Readonly<Partial<Record<PhoneNumberType, Line>>> = {
  MOBILE: 'mobile',
  FIXED_LINE: 'fixed',
  FIXED_LINE_OR_MOBILE: 'fixedOrMobile',
};

/** Whether libphonenumber knows the country (ISO 3166-1 alpha-2, any case). */
export function isKnownCountry(country: string): boolean {
  return isSupportedCountry(country.toUpperCase());
}

function knownCountry(country: string | undefined): CountryCode | undefined {
  const code = country?.toUpperCase();
  return code !== undefined && isSupportedCountry(code) ? code : undefined;
}

/** Full-width digits, and the direction marks that phones and contact cards wrap numbers in. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/^(?:tel|sms):/i, '');
}

function problemOf(text: string, country: CountryCode | undefined): NumberProblem {
  if (/^[\d.,]+e\+?\d+$/i.test(text)) {
    return 'spreadsheetRounded';
  }
  switch (validatePhoneNumberLength(text, country && { defaultCountry: country })) {
    case 'NOT_A_NUMBER':
      return 'notANumber';
    case 'INVALID_COUNTRY':
      return text.startsWith('+') ? 'invalidCountry' : 'countryNeeded';
    case 'TOO_SHORT':
      return 'tooShort';
    case 'TOO_LONG':
      return 'tooLong';
    case 'INVALID_LENGTH':
      return 'invalidLength';
    case undefined:
      return 'notValid';
  }
}

function parseOnce(text: string, country: CountryCode | undefined): NumberResult {
  const parsed = parsePhoneNumberFromString(text, {
    extract: false,
    ...(country && { defaultCountry: country }),
  });
  if (!parsed?.isValid()) {
    const reason = problemOf(text, country);
    const isOfCountry = reason === 'notValid' || reason === 'invalidLength';
    const [possible] = isOfCountry ? (parsed?.getPossibleCountries() ?? []) : [];
    const dialled = text.startsWith('+') ? possible : country;
    return isOfCountry && dialled !== undefined
      ? { ok: false, reason, country: dialled }
      : refuse(reason);
  }
  if (parsed.ext !== undefined) {
    return refuse('hasExtension');
  }
  const type = parsed.getType();
  return {
    ok: true,
    number: {
      e164: parsed.number,
      country: parsed.country,
      line: (type && lines[type]) ?? 'other',
    },
  };
}

function parseFully(text: string, country: CountryCode | undefined): NumberResult {
  const cleaned = plain(text);
  if (cleaned === '') {
    return refuse('empty');
  }
  const result = parseOnce(cleaned, country);
  // 00 stands for + in most of the world, whatever the default country dials itself.
  if (!result.ok && cleaned.startsWith('00')) {
    const international = parseOnce(`+${cleaned.slice(2)}`, country);
    if (international.ok) {
      return international;
    }
  }
  return result;
}

/** A full parse takes some 50 to 150 microseconds, and a list is read again at every keystroke. */
const cacheSize = 20_000;
const cache = new Map<string, NumberResult>();

function parseCached(text: string, country: CountryCode | undefined): NumberResult {
  const key = `${country ?? ''} ${text}`;
  const known = cache.get(key);
  if (known) {
    return known;
  }
  const result = parseFully(text, country);
  if (cache.size >= cacheSize) {
    cache.clear();
  }
  if (text.length <= 64) {
    cache.set(key, result);
  }
  return result;
}

function matched(e164: string): NumberResult | undefined {
  const match = matchE164(e164);
  return match && { ok: true, number: { e164, country: match.country, line: match.line } };
}

/**
 * Reads one phone number, in E.164, international or (with a default country) national form.
 * Nothing is accepted that libphonenumber holds for invalid.
 */
export function parseNumber(text: string, { defaultCountry }: NumberOptions = {}): NumberResult {
  const direct = matched(text);
  if (direct) {
    return direct;
  }
  const country = knownCountry(defaultCountry);
  const candidate = country && nationalCandidate(text, country);
  return (candidate === undefined ? undefined : matched(candidate)) ?? parseCached(text, country);
}

/** ISO 3166-1 alpha-2 country of an E.164 number; undefined when it has none or is not valid. */
export function countryOf(e164: string): string | undefined {
  const result = parseNumber(e164);
  return result.ok ? result.number.country : undefined;
}

/** An E.164 number with spaces for people ("+61 411 111 111"); the text itself if it is none. */
export function formatNumber(e164: string): string {
  return parsePhoneNumberFromString(e164, { extract: false })?.formatInternational() ?? e164;
}
