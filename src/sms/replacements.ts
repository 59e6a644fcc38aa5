import { isGsm7, septetsOf } from './gsm7';

/**
 * How true a replacement is: `faithful` reads the same to anyone (quotes, dashes, spaces);
 * `lossy` changes the spelling (an accent dropped, a sign spelled out).
 */
export type ReplacementLevel = 'faithful' | 'lossy';

export interface Replacement {
  /** GSM-7 text; empty for a character that shows nothing. */
  readonly to: string;
  readonly level: ReplacementLevel;
}

/** One replacement in a body: UTF-16 offsets, `end` exclusive. Edits never overlap. */
export interface ReplacementEdit extends Replacement {
  readonly start: number;
  readonly end: number;
  readonly from: string;
}

/** Target first, then the characters that become it. */
const faithful: readonly (readonly [to: string, from: string])[] = [
  ["'", '\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u02b9\u02bb\u02bc\u02c8\u00b4`\uff07'],
  ['"', '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u02ba\u301d\u301e\u301f\uff02'],
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\u2022\u2023\u25e6\u2219'],
  ['*', '\u2217\u204e\u2605\u2606\u25cf\u25aa\u25ab\u25a0'],
  [' ', '\t\u00a0\u1680\u180e\u202f\u205f\u3000\u2800'],
  [' ', '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'],
  ['\n', '\u000b\u0085\u2028\u2029'],
  ['.', '\u2024\u00b7\u3002'],
  ['..', '\u2025'],
  ['...', '\u2026'],
  ['~', '\u02dc\u223c\u301c'],
  ['^', '\u02c6\u2038'],
  ['/', '\u2044\u2215'],
  ['|', '\u00a6\u2223\u2502'],
  [',', '\u3001'],
  [':', '\u2236\u02d0'],
  ['!', '\u01c3'],
  ['Δ', '\u2206'],
  ['Σ', '\u2211'],
  ['Π', '\u220f'],
];

const lossyForms: readonly (readonly [to: string, from: string])[] = [
  ['(c)', '©'],
  ['(R)', '®'],
  ['->', '→⇒➔➜'],
  ['<-', '←⇐'],
  ['<=', '≤'],
  ['>=', '≥'],
  ['!=', '≠'],
  ['x', '×✕✖'],
  ['/', '÷'],
  ['+-', '±'],
  [' deg', '°'],
  ['c', '¢'],
  ['u', '\u00b5'],
  ['ss', 'ẞ'],
  ['OE', 'Œ'],
  ['oe', 'œ'],
  ['TH', 'Þ'],
  ['th', 'þ'],
  ['D', 'ÐĐ'],
  ['d', 'ðđ'],
  ['L', 'Ł'],
  ['l', 'ł'],
  ['H', 'Ħ'],
  ['h', 'ħ'],
  ['T', 'Ŧ'],
  ['t', 'ŧ'],
  ['i', 'ı'],
  ['n', 'ŉ'],
  ['A', '\u0391'],
  ['B', '\u0392'],
  ['E', '\u0395'],
  ['Z', '\u0396'],
  ['H', '\u0397'],
  ['I', '\u0399'],
  ['K', '\u039aĸ'],
  ['M', '\u039c'],
  ['N', '\u039d'],
  ['O', '\u039f'],
  ['P', '\u03a1'],
  ['T', '\u03a4'],
  ['Y', '\u03a5'],
  ['X', '\u03a7'],
];

const table = new Map<string, Replacement>();
for (const [to, from] of lossyForms) {
  for (const one of from) {
    table.set(one, { to, level: 'lossy' });
  }
}
for (const [to, from] of faithful) {
  for (const one of from) {
    table.set(one, { to, level: 'faithful' });
  }
}

/** Shows nothing, or only steers how its neighbours are shown. */
const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu;

const marks = /\p{M}+/gu;

/** A character and the combining marks that belong to it. */
const characterCluster = /\P{M}\p{M}*|\p{M}+/uy;

/** Forms that Unicode keeps only for old character sets: full width, ligatures, presentation. */
function isCompatibilityForm(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0xff01 && code <= 0xffee) || (code >= 0xfb00 && code <= 0xfb06);
}

function gsm7OrNothing(to: string, level: ReplacementLevel): Replacement | undefined {
  return to !== '' && isGsm7(to) ? { to, level } : undefined;
}

function spellOut(text: string): string {
  return Array.from(text, (one) => table.get(one)?.to ?? one).join('');
}

function findReplacement(cluster: string): Replacement | undefined {
  const known = table.get(cluster);
  if (known) {
    return known;
  }
  const composed = cluster.replace(invisible, '').normalize('NFC');
  if (isGsm7(composed)) {
    return { to: composed, level: 'faithful' };
  }
  const compatible = cluster.normalize('NFKC');
  if (compatible !== cluster) {
    const found = gsm7OrNothing(compatible, isCompatibilityForm(cluster) ? 'faithful' : 'lossy');
    if (found) {
      return found;
    }
  }
  const bare = cluster.normalize('NFKD').replace(marks, '');
  const spelled = spellOut(bare);
  // Greek is sent in capitals, of which GSM-7 has those that no Latin letter looks like.
  const capital = spellOut(bare.toUpperCase());
  return gsm7OrNothing(spelled, 'lossy') ?? gsm7OrNothing(capital, 'lossy');
}

const found = new Map<string, Replacement | undefined>();

/** GSM-7 text that can stand for one character (with its combining marks), or undefined. */
export function replacementFor(cluster: string): Replacement | undefined {
  if (found.has(cluster)) {
    return found.get(cluster);
  }
  const replacement = findReplacement(cluster);
  // Enough for the alphabets of any real body; a hostile one must not fill the memory.
  if (found.size < 4096) {
    found.set(cluster, replacement);
  }
  return replacement;
}

export interface ReplacementOptions {
  /** Whether `lossy` replacements are made too. */
  readonly lossy: boolean;
}

export interface Replaced {
  readonly text: string;
  /** What was replaced, with offsets in the body as it was. */
  readonly replaced: readonly ReplacementEdit[];
  /** Distinct characters left that GSM-7 lacks. */
  readonly remaining: readonly string[];
}

interface Scan {
  readonly edits: readonly ReplacementEdit[];
  readonly remaining: readonly string[];
}

/** Where the GSM-7 characters from an offset on end of which nothing behind can combine with one. */
function plainEnd(body: string, start: number): number {
  let at = start;
  while (at < body.length && septetsOf(body.charCodeAt(at)) > 0) {
    at++;
  }
  return at === body.length ? at : Math.max(start, at - 1);
}

/** Blocks without combining marks: Latin, and general punctuation, where most replacements stand. */
const isNoMark = (codeUnit: number): boolean =>
  codeUnit < 0x300 || (codeUnit >= 0x2000 && codeUnit < 0x20d0);

function clusterAt(body: string, start: number): string {
  const isAlone = start + 1 === body.length || isNoMark(body.charCodeAt(start + 1));
  if (isAlone && isNoMark(body.charCodeAt(start))) {
    return body.charAt(start);
  }
  characterCluster.lastIndex = start;
  return characterCluster.exec(body)?.[0] ?? body.charAt(start);
}

/**
 * Whether no character stands in the way of GSM-7 for good. Stops at the first that does, so that a
 * text in another script costs nothing; a stray combining mark passes here.
 */
export function mayBecomeGsm7(body: string): boolean {
  for (let i = 0; i < body.length; i++) {
    if (septetsOf(body.charCodeAt(i)) > 0) {
      continue;
    }
    const character = String.fromCodePoint(body.codePointAt(i) ?? 0);
    if (!replacementFor(character) && !/\p{M}/u.test(character)) {
      return false;
    }
    i += character.length - 1;
  }
  return true;
}

function scan(body: string, { lossy }: ReplacementOptions): Scan {
  const edits: ReplacementEdit[] = [];
  const remaining = new Set<string>();
  let leftPrevious = false;
  for (let start = 0; start < body.length;) {
    const plain = plainEnd(body, start);
    if (plain > start) {
      leftPrevious = false;
      start = plain;
      continue;
    }
    const from = clusterAt(body, start);
    const end = start + from.length;
    const isGsm = from.length === 1 && septetsOf(from.charCodeAt(0)) > 0;
    const replacement: Replacement | undefined = isGsm ? undefined : replacementFor(from);
    // Joiners and selectors shape the character before them: when that one stays, so do they.
    const staysWithPrevious: boolean = leftPrevious && replacement?.to === '';
    if (replacement && !staysWithPrevious && (lossy || replacement.level === 'faithful')) {
      edits.push({ start, end, from, to: replacement.to, level: replacement.level });
      leftPrevious = false;
    } else {
      for (const one of from) {
        if (!isGsm7(one)) {
          remaining.add(one);
        }
      }
      leftPrevious = !isGsm;
    }
    start = end;
  }
  return { edits, remaining: [...remaining] };
}

/** The edits that bring a body nearer to GSM-7, in order of position. */
export function gsm7Edits(body: string, options: ReplacementOptions): readonly ReplacementEdit[] {
  return scan(body, options).edits;
}

/** Replaces what GSM-7 can say in its own characters; `lossy` decides about accents and signs. */
export function replaceWithGsm7(
  body: string,
  options: ReplacementOptions = { lossy: false },
): Replaced {
  const { edits, remaining } = scan(body, options);
  let text = '';
  let at = 0;
  for (const { start, end, to } of edits) {
    text += body.slice(at, start) + to;
    at = end;
  }
  return { text: text + body.slice(at), replaced: edits, remaining };
}
