export interface Link {
  /** UTF-16 offsets in the body, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Endings by which a phone or a carrier's filter takes a bare name for a link. */
const ENDINGS =
  'com|net|org|info|biz|io|co|ai|app|dev|me|ly|tv|cc|link|site|online|shop|store|xyz|top|club|live|page|click|gov|edu|' +
  'au|nz|uk|ie|us|ca|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pl|pt|eu|in|id|sg|hk|my|ph|th|vn|jp|kr|cn|tw|br|mx|ar|cl|za|ng|ke|ae|sa|il|tr|ru|ua|gr|cz|hu|ro';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

const LINK = new RegExp(
  `https?://[^\\s<>"]+` +
    `|(?<![\\w.@/-])www\\.[^\\s<>"]+` +
    `|(?<![\\w.@/-])(?:${LABEL}\\.){1,8}(?:${ENDINGS})(?![\\w@-])(?!\\.\\w)(?:[/?#:][^\\s<>"]*)?`,
  'gi',
);

const COUNTERPART: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Punctuation that ends the sentence and not the link; a bracket stays if it was opened inside. */
function trimEnd(text: string): string {
  let end = text.length;
  let last = text.charAt(end - 1);
  while (/[.,;:!?'"…)\]}]/.test(last)) {
    const opening = COUNTERPART[last];
    if (opening !== undefined && text.slice(0, end).includes(opening)) break;
    end--;
    last = text.charAt(end - 1);
  }
  return text.slice(0, end);
}

/** "done.It was": a sentence without its space, not a domain in Italy. */
function isSentenceEnd(text: string): boolean {
  return /^[^/?#:]*\.[A-Z][a-z]+$/.test(text);
}

/**
 * The links of a body, with a scheme or without, in order of position. ClickSend holds back messages
 * with links for new customers, so one too many found is better than one missed.
 */
export function findLinks(body: string): readonly Link[] {
  const links: Link[] = [];
  for (const { 0: match, index: start } of body.matchAll(LINK)) {
    const text = trimEnd(match);
    if (/^https?:\/\/$|^www\.?$/i.test(text) || isSentenceEnd(text)) continue;
    links.push({ start, end: start + text.length, text });
  }
  return links;
}
