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
  /** Septets (GSM-7) or UTF-16 code units (UCS-2) of the text, line breaks as ClickSend counts them. */
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

/**
 * What a line break takes of a part, in either encoding. ClickSend counts two characters for it
 * (help h474eseq3a, "How many characters can I send in an SMS?"); the standard would say one for LF.
 * LF, CRLF and CR are one line break each. Whether a boundary may tear one is not said: none does
 * here, which counts too much rather than too little.
 */
export const lineBreakUnits = 2;

const lf = 10;
const cr = 13;
const lineBreak = /[\r\n]/;

/** How many code units the line break at `at` has; 0 when there is none. */
function lineBreakLength(body: string, at: number): number {
  const code = body.charCodeAt(at);
  if (code === cr) {
    return body.charCodeAt(at + 1) === lf ? 2 : 1;
  }
  return code === lf ? 1 : 0;
}

/** Septets of a body in GSM-7, or -1 when it needs UCS-2. */
function countSeptets(body: string): number {
  const plain = plainLength(body);
  let septets = plain;
  for (let i = plain; i < body.length; i++) {
    const code = body.charCodeAt(i);
    if (code === lf || code === cr) {
      septets += lineBreakUnits;
      i += lineBreakLength(body, i) - 1;
      continue;
    }
    const cost = septetsOf(code);
    if (cost === 0) {
      return -1;
    }
    septets += cost;
  }
  return septets;
}

function countCodeUnits(body: string): number {
  let units = body.length;
  for (let i = body.search(lineBreak); i >= 0 && i < body.length; i++) {
    const length = lineBreakLength(body, i);
    if (length > 0) {
      units += lineBreakUnits - length;
      i += length - 1;
    }
  }
  return units;
}

/** UCS-2 without line breaks needs a look only where a part ends. */
function eachUcs2Part(
  body: string,
  add: (start: number, end: number, units: number) => void,
): void {
  for (let start = 0; start < body.length;) {
    let end = Math.min(start + capacity['UCS-2'].perPart, body.length);
    const isTorn =
      (body.charCodeAt(end - 1) & 0xfc00) === 0xd800 && (body.charCodeAt(end) & 0xfc00) === 0xdc00;
    end -= isTorn ? 1 : 0;
    add(start, end, end - start);
    start = end;
  }
}

/**
 * Gives out the parts of a body that needs several. An escape and its code, a surrogate pair and a
 * line break stay whole, so that the last unit of a part can stay empty; a lone surrogate is one
 * unit like any other.
 */
function eachPart(
  body: string,
  encoding: Encoding,
  add: (start: number, end: number, units: number) => void,
): void {
  const isGsm = encoding === 'GSM-7';
  if (!isGsm && !lineBreak.test(body)) {
    eachUcs2Part(body, add);
    return;
  }
  const { perPart } = capacity[encoding];
  let start = 0;
  let units = 0;
  for (let i = 0; i < body.length;) {
    const code = body.charCodeAt(i);
    let length = 1;
    let cost = 1;
    if (code === lf || code === cr) {
      length = lineBreakLength(body, i);
      cost = lineBreakUnits;
    } else if (isGsm) {
      cost = septetsOf(code);
    } else if ((code & 0xfc00) === 0xd800 && (body.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length = cost = 2;
    }
    if (units + cost > perPart) {
      add(start, i, units);
      start = i;
      units = 0;
    }
    units += cost;
    i += length;
  }
  add(start, body.length, units);
}

/**
 * Parts, encoding and space left of a message body, as 3GPP TS 23.038 and 23.040 have it, but for
 * line breaks. Linear in the length. An empty body has no part. One character outside GSM-7 makes
 * the whole body UCS-2.
 */
export function measure(body: string): Measure {
  const septets = countSeptets(body);
  const encoding = septets < 0 ? 'UCS-2' : 'GSM-7';
  const units = septets < 0 ? countCodeUnits(body) : septets;
  const { single, perPart } = capacity[encoding];
  if (units <= single) {
    return { encoding, units, parts: body === '' ? 0 : 1, unitsLeft: single - units };
  }
  let parts = 0;
  let used = 0;
  eachPart(body, encoding, (_start, _end, inPart) => {
    parts++;
    used = inPart;
  });
  return { encoding, units, parts, unitsLeft: perPart - used };
}

/**
 * The parts a body is sent in, in order; they cover it without a gap and agree with `measure`. No
 * part ends inside an escape pair, a surrogate pair (3GPP TS 23.040, 9.2.3.24.1) or a line break.
 * Empty for an empty body.
 */
export function splitParts(body: string): readonly Part[] {
  if (body === '') {
    return [];
  }
  const septets = countSeptets(body);
  const encoding = septets < 0 ? 'UCS-2' : 'GSM-7';
  const units = septets < 0 ? countCodeUnits(body) : septets;
  if (units <= capacity[encoding].single) {
    return [{ start: 0, end: body.length, units }];
  }
  const parts: Part[] = [];
  eachPart(body, encoding, (start, end, inPart) => {
    parts.push({ start, end, units: inPart });
  });
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
