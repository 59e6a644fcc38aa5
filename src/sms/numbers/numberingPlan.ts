import { Metadata } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';

/** What the metadata class offers beyond its published types. */
interface TypeRules {
  pattern(): string;
  possibleLengths(): readonly number[] | undefined;
}
interface PlanMetadata {
  nationalNumberPattern(): string;
  callingCode(): string;
  nationalPrefix(): string | undefined;
  nationalPrefixForParsing(): string | undefined;
  leadingDigits(): string | undefined;
  type(name: string): TypeRules | undefined;
}

interface CallingCodes {
  getCountryCodesForCallingCode(code: string): readonly CountryCode[] | undefined;
}

export type Line = 'mobile' | 'fixed' | 'fixedOrMobile' | 'other';

export interface PlanMatch {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly line: Line;
}

interface Rule {
  readonly pattern: RegExp;
  readonly lengths: readonly number[] | undefined;
}

interface Plan {
  readonly callingCode: string;
  /** What goes before a number dialled at home, "0" mostly. */
  readonly trunk: string | undefined;
  readonly country: CountryCode;
  readonly general: RegExp;
  readonly nationalPrefix: RegExp | undefined;
  readonly leadingDigits: RegExp | undefined;
  readonly fixed: Rule | undefined;
  /** Mobile numbers cannot be told from fixed lines where the plan has one pattern for both. */
  readonly hasOwnMobile: boolean;
  readonly mobile: Rule | undefined;
  readonly others: readonly Rule[];
}

const otherTypes = [
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
];

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const start = (pattern: string): RegExp => new RegExp(`^(?:${pattern})`);

function readRule(metadata: PlanMetadata, type: string): Rule | undefined {
  const rules = metadata.type(type);
  const pattern = rules?.pattern();
  return rules && pattern
    ? { pattern: whole(pattern), lengths: rules.possibleLengths() }
    : undefined;
}

function readPlan(country: CountryCode): Plan {
  const source = new Metadata();
  source.selectNumberingPlan(country);
  const metadata = source.numberingPlan as unknown as PlanMetadata;
  const prefix = metadata.nationalPrefixForParsing();
  const leading = metadata.leadingDigits();
  return {
    country,
    callingCode: metadata.callingCode(),
    trunk: metadata.nationalPrefix() ?? undefined,
    general: whole(metadata.nationalNumberPattern()),
    nationalPrefix: prefix ? start(prefix) : undefined,
    leadingDigits: leading ? start(leading) : undefined,
    fixed: readRule(metadata, 'FIXED_LINE'),
    hasOwnMobile: Boolean(metadata.type('MOBILE')?.pattern()),
    mobile: readRule(metadata, 'MOBILE'),
    others: otherTypes.flatMap((type) => readRule(metadata, type) ?? []),
  };
}

const fits = (rule: Rule | undefined, national: string): boolean =>
  rule !== undefined &&
  (rule.lengths?.includes(national.length) ?? true) &&
  rule.pattern.test(national);

function lineOf(plan: Plan, national: string): Line | undefined {
  if (!plan.general.test(national)) {
    return undefined;
  }
  const isMobile = fits(plan.mobile, national);
  if (fits(plan.fixed, national)) {
    return isMobile || !plan.hasOwnMobile ? 'fixedOrMobile' : 'fixed';
  }
  if (isMobile) {
    return 'mobile';
  }
  return plan.others.some((rule) => fits(rule, national)) ? 'other' : undefined;
}

/** The numbering plans behind a calling code. */
interface CallingCode {
  readonly code: string;
  /** The main country first. */
  readonly plans: readonly Plan[];
  /** Any of the plans' national prefixes. */
  readonly nationalPrefix: RegExp | undefined;
}

function readCallingCode(code: string): CallingCode | undefined {
  const metadata = new Metadata() as unknown as CallingCodes;
  const plans = metadata.getCountryCodesForCallingCode(code)?.map(readPlan) ?? [];
  if (plans.length === 0) {
    return undefined;
  }
  const prefixes = new Set(plans.flatMap(({ nationalPrefix }) => nationalPrefix?.source ?? []));
  const nationalPrefix = prefixes.size === 0 ? undefined : new RegExp([...prefixes].join('|'));
  return { code, plans, nationalPrefix };
}

/** Remembers what a function says of each key; null where it has nothing to say. */
function remembered<Value>(read: (key: string) => Value | undefined) {
  const known = new Map<string, Value | null>();
  return (key: string): Value | undefined => {
    let value = known.get(key);
    if (value === undefined) {
      known.set(key, (value = read(key) ?? null));
    }
    return value ?? undefined;
  };
}

const callingCode = remembered(readCallingCode);

/**
 * The calling code that a number's first three digits begin with or are; no code is the beginning of
 * another.
 */
const callingCodeAt = remembered(
  (digits) =>
    callingCode(digits.slice(0, 1)) ?? callingCode(digits.slice(0, 2)) ?? callingCode(digits),
);

/** The country of a number whose calling code several share, found as the library finds it. */
function pickPlan(plans: readonly Plan[], national: string): PlanMatch | undefined {
  for (const plan of plans) {
    if (plan.leadingDigits && plans.length > 1 && !plan.leadingDigits.test(national)) {
      continue;
    }
    const line = lineOf(plan, national);
    if (line) {
      return { country: plan.country, line };
    }
    if (plan.leadingDigits) {
      return undefined;
    }
  }
  return undefined;
}

const plansByCountry = new Map<CountryCode, Plan>();

function planOf(country: CountryCode): Plan {
  const plan = plansByCountry.get(country) ?? readPlan(country);
  plansByCountry.set(country, plan);
  return plan;
}

/**
 * The E.164 form that a number in national form would have, to be put to `matchE164`; undefined
 * where it takes a full parse to tell, as when the digits may begin with a calling code.
 */
export function nationalCandidate(text: string, country: CountryCode): string | undefined {
  if (!/^[\d ().-]{6,24}$/.test(text)) {
    return undefined;
  }
  const plan = planOf(country);
  const digits = text.replace(/\D/g, '');
  const prefix = plan.nationalPrefix?.exec(digits);
  const [matched = '', ...groups]: readonly (string | undefined)[] = prefix ?? [];
  if (matched !== '' && (matched !== plan.trunk || groups.some((group) => group !== undefined))) {
    return undefined;
  }
  const national = digits.slice(matched.length);
  const isPlain = !national.startsWith('0') && !national.startsWith(plan.callingCode);
  return isPlain ? `+${plan.callingCode}${national}` : undefined;
}

const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Recognises a valid number that is already E.164, many times as fast as a full parse; it asks the
 * same patterns of libphonenumber's metadata. `undefined` means only "parse it": the number may be
 * bad, or its first digits may be taken for a national prefix.
 */
export function matchE164(text: string): PlanMatch | undefined {
  if (!e164.test(text)) {
    return undefined;
  }
  const found = callingCodeAt(text.slice(1, 4));
  if (!found) {
    return undefined;
  }
  const { code, plans, nationalPrefix } = found;
  const national = text.slice(1 + code.length);
  return nationalPrefix?.test(national) ? undefined : pickPlan(plans, national);
}
