import type { NumberProblem } from '../numbers/phone';
import type { ReplacementLevel } from '../replacements';
import type { ScheduleProblem } from '../time/schedule';
import type { SenderProblem } from '../senderId';
import type { HeaderKey } from './headerKeys';
import type { Span } from './syntax';

export type DiagnosticSeverity = 'error' | 'warning' | 'information';

/** What can be wrong with a document, and what a sentence or a quick fix about it needs. */
export type Finding =
  | { readonly code: 'headerNotClosed' }
  | { readonly code: 'badHeaderLine' }
  | { readonly code: 'unknownKey'; readonly key: string; readonly suggestion: string | undefined }
  /** The first one counts. */
  | { readonly code: 'duplicateKey'; readonly key: HeaderKey }
  | { readonly code: 'emptyValue'; readonly key: HeaderKey }
  /** More than one of `to`, `recipients` and `list`. */
  | { readonly code: 'conflictingRecipients'; readonly keys: readonly HeaderKey[] }
  | { readonly code: 'badNumber'; readonly text: string; readonly reason: NumberProblem }
  | { readonly code: 'duplicateNumber'; readonly e164: string }
  | { readonly code: 'notMobile'; readonly e164: string }
  | { readonly code: 'unknownCountry'; readonly country: string }
  | { readonly code: 'badEmail' }
  | { readonly code: 'badBoolean' }
  | { readonly code: 'customStringTooLong'; readonly length: number; readonly max: number }
  | { readonly code: 'sender'; readonly problem: SenderProblem }
  | { readonly code: 'schedule'; readonly reason: ScheduleProblem }
  | { readonly code: 'emptyBody' }
  | { readonly code: 'brokenPlaceholder'; readonly reason: 'emptyName' | 'notClosed' }
  | {
      readonly code: 'unknownPlaceholder';
      readonly name: string;
      readonly suggestion: string | undefined;
    }
  /** The text behind `maxParts` would be cut off; the span is that text. */
  | { readonly code: 'tooManyParts'; readonly parts: number; readonly maxParts: number }
  | {
      readonly code: 'forcesUcs2';
      readonly character: string;
      readonly codePoint: string;
      /** GSM-7 text in its place; with all of them replaced the message has `partsAfter` parts. */
      readonly replacement: string;
      readonly level: ReplacementLevel;
      readonly parts: number;
      readonly partsAfter: number;
    }
  | { readonly code: 'link'; readonly text: string }
  | { readonly code: 'optOutMissing' };

export interface Diagnostic extends Span {
  readonly severity: DiagnosticSeverity;
  readonly finding: Finding;
}

/** What a document is checked against; all of it is known without the network. */
export interface DiagnosticContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA zone for a schedule that names none. */
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2; the document's `country` goes before it. */
  readonly defaultCountry?: string | undefined;
  /** Longest message of the account, in parts. */
  readonly maxParts?: number | undefined;
  /** Columns of the recipients table as written; undefined while they are not known. */
  readonly columns?: readonly string[] | undefined;
}

/** No more findings of one code than this: a list that long is not read, and it costs time. */
export const maxFindingsPerCode = 100;
