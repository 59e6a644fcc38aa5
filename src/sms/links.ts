export interface Link {
  /** UTF-16 offsets in the body, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Endings by which a phone or a carrier's filter takes a bare name for a link. */
const endings =
  'com|net|org|info|biz|io|co|ai|app|dev|me|ly|tv|cc|link|site|online|shop|store|xyz|top|club|live|page|click|gov|edu|' +
  'au|nz|uk|ie|us|ca|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|pt|eu|in|id|sg|hk|my|ph|th|vn|jp|kr|cn|tw|br|mx|ar|cl|za|ng|ke|ae|sa|il|tr|ru|ua|gr|cz|hu|ro';

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

const link = new RegExp(
  `https?://[^\\s<>"]+` +
    `|(?<![\\w.@/-])www\\.[^\\s<>"]+` +
    `|(?<![\\w.@/-])(?:${label}\\.){1,8}(?:${endings})(?![\\w@-])(?!\\.\\w)(?:[/?#:][^\\s<>"]*)?`,
  'gi',
);

const counterpart: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Punctuation that ends the sentence and not the link; a bracket stays if it was opened inside. */
function trimEnd(text: string): string {
  let end = text.length;
  let last = text.charAt(end - 1);
  while (/[.,;:!?'"…)\]}]/.test(last)) {
    const opening = counterpart[last];
    if (opening !== undefined && text.slice(0, end).includes(opening)) {
      break;
    }
    end--;
    last = text.charAt(end - 1);
  }
  return text.slice(0, end);
}

/** "done.It was": a sentence without its space, not a domain in Italy. */
function isSentenceEnd(text: string): boolean {
  return /^[^/?#:]*\.[A-Z][a-z]+$/.test(text);
}

/** The first dot at or behind an offset that has a letter behind it, as in every bare link. */
function nextDot(body: string, from: number): number {
  for (let at = body.indexOf('.', from); at >= 0; at = body.indexOf('.', at + 1)) {
    if (/[a-z]/i.test(body.charAt(at + 1))) {
      return at;
    }
  }
  return -1;
}

const isBoundary = (character: string): boolean => /[\s<>"]/.test(character);

/** The run of characters without white space, quote or angle bracket round an offset. */
function wordAround(body: string, at: number, from: number): { start: number; end: number } {
  let start = at;
  let end = at;
  while (start > from && !isBoundary(body.charAt(start - 1))) {
    start--;
  }
  while (end < body.length && !isBoundary(body.charAt(end))) {
    end++;
  }
  return { start, end };
}

function findInWord(word: string, offset: number, links: Link[]): void {
  for (const { 0: match, index } of word.matchAll(link)) {
    const text = trimEnd(match);
    if (/^https?:\/\/$|^www\.?$/i.test(text) || isSentenceEnd(text)) {
      continue;
    }
    links.push({ start: offset + index, end: offset + index + text.length, text });
  }
}

/**
 * The links of a body, with a scheme or without, in order of position. ClickSend holds back messages
 * with links for new customers, so one too many found is better than one missed.
 */
export function findLinks(body: string): readonly Link[] {
  const links: Link[] = [];
  // Trying the pattern at every character of a long text takes longer than a frame.
  const schemes = Array.from(body.matchAll(/:\/\//g), ({ index }) => index);
  let scheme = 0;
  for (let from = 0; from < body.length;) {
    while ((schemes[scheme] ?? Infinity) < from) {
      scheme++;
    }
    const dot = nextDot(body, from);
    const at = Math.min(dot < 0 ? Infinity : dot, schemes[scheme] ?? Infinity);
    if (at === Infinity) {
      break;
    }
    const { start, end } = wordAround(body, at, from);
    findInWord(body.slice(start, end), start, links);
    from = Math.max(end, at + 1);
  }
  return links;
}
