import { plainLength, septetsOf } from './gsm7';

export type Encoding = 'GSM-7' | 'UCS-2';

/** Capacity of a lone message and of each part of a longer one, in septets or UTF-16 code units. */
interface Capacity {
  readonly single: number;
  readonly perPart: number;
}

/**
 * A message is 140 octets. Each part of a longer one loses 6 of them to its concatenation header
 * (3GPP TS 23.040, 9.2.3.24.1), which is 7 septets or 3 UTF-16 code units.
 */
export const capacity: Readonly<Record<Encoding, Capacity>> = {
  'GSM-7': { single: 160, perPart: 153 },
  'UCS-2': { single: 70, perPart: 67 },
};

export interface Measure {
  readonly encoding: Encoding;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2) of the text itself, without headers or padding. */
  readonly units: number;
  /** 0 for an empty body: there is nothing to send. */
  readonly parts: number;
  /** Units that still fit into the last part. */
  readonly unitsLeft: number;
}

/** A part of a body: `start` and `end` are UTF-16 offsets, `end` exclusive. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** Septets (GSM-7) or UTF-16 code units (UCS-2). */
  readonly units: number;
}

/** Septets of a body in GSM-7, or -1 when it needs UCS-2. */
function countSeptets(body: string): number {
  const plain = plainLength(body);
  let septets = plain;
  for (let i = plain; i < body.length; i++) {
    const cost = septetsOf(body.charCodeAt(i));
    if (cost === 0) {
      return -1;
    }
    septets += cost;
  }
  return septets;
}

/**
 * Where the UCS-2 part that starts at `start` ends. A surrogate pair that would be torn moves whole
 * to the next part; a lone surrogate is one unit like any other.
 */
function ucs2PartEnd(body: string, start: number): number {
  const end = start + capacity['UCS-2'].perPart;
  if (end >= body.length) {
    return body.length;
  }
  const isTorn =
    (body.charCodeAt(end - 1) & 0xfc00) === 0xd800 && (body.charCodeAt(end) & 0xfc00) === 0xdc00;
  return isTorn ? end - 1 : end;
}

/**
 * Parts, encoding and space left of a message body, as 3GPP TS 23.038 and 23.040 have it. Linear in
 * the length. What is in the text is counted: CRLF is two septets, LF one. An empty body has no
 * part. One character outside GSM-7 makes the whole body UCS-2.
 */
export function measure(body: string): Measure {
  const septets = countSeptets(body);
  return septets < 0 ? measureUcs2(body) : measureGsm7(body, septets);
}

function measureGsm7(body: string, septets: number): Measure {
  const { single, perPart } = capacity['GSM-7'];
  if (septets <= single) {
    const parts = body.length === 0 ? 0 : 1;
    return { encoding: 'GSM-7', units: septets, parts, unitsLeft: single - septets };
  }
  let parts = 1;
  let used = 0;
  for (let i = 0; i < body.length; i++) {
    const cost = septetsOf(body.charCodeAt(i));
    used += cost;
    // An escape and its code may not be torn apart, so the last septet of a part can stay empty.
    if (used > perPart) {
      parts++;
      used = cost;
    }
  }
  return { encoding: 'GSM-7', units: septets, parts, unitsLeft: perPart - used };
}

function measureUcs2(body: string): Measure {
  const { single, perPart } = capacity['UCS-2'];
  const units = body.length;
  if (units <= single) {
    return { encoding: 'UCS-2', units, parts: 1, unitsLeft: single - units };
  }
  let parts = 0;
  let start = 0;
  let used = 0;
  while (start < units) {
    const end = ucs2PartEnd(body, start);
    parts++;
    used = end - start;
    start = end;
  }
  return { encoding: 'UCS-2', units, parts, unitsLeft: perPart - used };
}

/**
 * The parts a body is sent in, in order; they cover it without a gap and agree with `measure`. No
 * part ends inside an escape pair or a surrogate pair (3GPP TS 23.040, 9.2.3.24.1). Empty for an
 * empty body.
 */
export function splitParts(body: string): readonly Part[] {
  const septets = countSeptets(body);
  if (body.length === 0) {
    return [];
  }
  const units = septets < 0 ? body.length : septets;
  if (units <= capacity[septets < 0 ? 'UCS-2' : 'GSM-7'].single) {
    return [{ start: 0, end: body.length, units }];
  }
  return septets < 0 ? splitUcs2(body) : splitGsm7(body);
}

function splitGsm7(body: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  let units = 0;
  for (let i = 0; i < body.length; i++) {
    const cost = septetsOf(body.charCodeAt(i));
    if (units + cost > capacity['GSM-7'].perPart) {
      parts.push({ start, end: i, units });
      start = i;
      units = 0;
    }
    units += cost;
  }
  parts.push({ start, end: body.length, units });
  return parts;
}

function splitUcs2(body: string): readonly Part[] {
  const parts: Part[] = [];
  for (let start = 0; start < body.length;) {
    const end = ucs2PartEnd(body, start);
    parts.push({ start, end, units: end - start });
    start = end;
  }
  return parts;
}

/** A character that GSM-7 lacks, and every place where it stands. */
export interface NonGsmCharacter {
  /** The character: one code point, which may be a lone surrogate. */
  readonly character: string;
  /** For example "U+2019". */
  readonly codePoint: string;
  /** UTF-16 offsets in the body, ascending. */
  readonly offsets: readonly number[];
}

/** "U+2019" for a character; "U+0000" for the empty string. */
export function codePointLabel(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The distinct characters that force a body into UCS-2, in order of first appearance. */
export function nonGsmCharacters(body: string): readonly NonGsmCharacter[] {
  const found = new Map<string, number[]>();
  for (let i = 0; i < body.length; i++) {
    if (septetsOf(body.charCodeAt(i)) > 0) {
      continue;
    }
    const character = String.fromCodePoint(body.codePointAt(i) ?? 0);
    const offsets = found.get(character);
    if (offsets) {
      offsets.push(i);
    } else {
      found.set(character, [i]);
    }
    i += character.length - 1;
  }
  return [...found].map(([character, offsets]) => ({
    character,
    codePoint: codePointLabel(character),
    offsets,
  }));
}
