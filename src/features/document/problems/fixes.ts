import * as vscode from 'vscode';
import { partsInWords } from '../../../platform/words/partWords';
import { replaceWithGsm7 } from '../../../sms/replacements';
import type { Span } from '../../../sms/document/syntax';
import type { Analysis } from '../analyses';
import type { Problem } from './problem';

export interface FixEdit extends Span {
  readonly newText: string;
}

/** A way out of a problem: edits of the document. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly FixEdit[];
  readonly isPreferred?: boolean;
}

const replace = (title: string, span: Span, newText: string, isPreferred = true): Fix => ({
  title,
  edits: [{ start: span.start, end: span.end, newText }],
  isPreferred,
});

/** The whole lines that a span touches, with their line break. */
function lines(text: string, { start, end }: Span): Span {
  const newline = text.indexOf('\n', end);
  return {
    start: text.lastIndexOf('\n', start - 1) + 1,
    end: newline < 0 ? text.length : newline + 1,
  };
}

/** A list entry with the comma that parts it from its neighbour, or its line when it has its own. */
function listItem(text: string, { start, end }: Span): Span {
  const line = lines(text, { start, end });
  if (/^[ \t]*-[ \t]*$/.test(text.slice(line.start, start))) {
    return line;
  }
  const lead = text.slice(line.start, start);
  const bare = lead.trimEnd();
  const before = /[,;]$/.test(bare) ? lead.length - bare.slice(0, -1).trimEnd().length : 0;
  const after = before > 0 ? 0 : (/^[ \t]*[,;][ \t]*/.exec(text.slice(end))?.[0].length ?? 0);
  return { start: start - before, end: end + after };
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function allToGsm7({ message }: Analysis): Fix {
  const { replaced } = replaceWithGsm7(message.text, { lossy: true });
  return {
    title: vscode.l10n.t('Replace all characters that force UCS-2'),
    edits: replaced.map(({ start, end, to }) => ({
      start: message.toDocument(start),
      end: message.toDocument(end),
      newText: to,
    })),
  };
}

function closeHeader({ document: { text } }: Analysis, { end }: Span): Fix {
  const eol = eolOf(text);
  let at = text.indexOf('\n', end) + 1;
  const isKey = (line: string): boolean =>
    /^(?:[ \t]*[^\s:#-][^:#]*:|[ \t]*-[ \t]|[ \t]*#)/.test(line);
  while (at > 0 && at < text.length) {
    const next = text.indexOf('\n', at);
    if (!isKey(text.slice(at, next < 0 ? text.length : next))) {
      break;
    }
    at = next < 0 ? text.length : next + 1;
  }
  const lead = at === text.length && !text.endsWith('\n') ? eol : '';
  return replace(vscode.l10n.t('Close the header'), { start: at, end: at }, `${lead}---${eol}`);
}

function nameNumberColumn({ document }: Analysis, problem: Problem, column: string): Fix {
  const { start } = lines(document.text, problem);
  const eol = eolOf(document.text);
  return replace(
    vscode.l10n.t('Take the numbers from "{0}"', column),
    { start, end: start },
    `number_column: ${/[#"']/.test(column) ? JSON.stringify(column) : column}${eol}`,
    false,
  );
}

function senderFixes(problem: Problem, text: string): Fix[] {
  const value = text.slice(problem.start, problem.end);
  const shorter = value.replace(/[^A-Za-z0-9+]/g, '').slice(0, 11);
  return shorter === '' || shorter === value
    ? []
    : [replace(vscode.l10n.t('Change to "{0}"', shorter), problem, shorter)];
}

function headerFixes(problem: Problem, analysis: Analysis): Fix[] {
  const { text } = analysis.document;
  const { finding } = problem;
  switch (finding.code) {
    case 'unknownKey':
    case 'unknownNumberColumn':
      return finding.suggestion === undefined
        ? []
        : [
            replace(
              vscode.l10n.t('Change to "{0}"', finding.suggestion),
              problem,
              finding.suggestion,
            ),
          ];
    case 'duplicateKey':
    case 'conflictingRecipients':
    case 'emptyValue':
    case 'badHeaderLine': {
      const entry = analysis.document.header?.entries.find(
        ({ keySpan }) => keySpan.start === problem.start,
      );
      return [replace(vscode.l10n.t('Remove this line'), lines(text, entry ?? problem), '')];
    }
    case 'badNumber':
    case 'duplicateNumber':
      return [replace(vscode.l10n.t('Remove this number'), listItem(text, problem), '')];
    case 'headerNotClosed':
      return [closeHeader(analysis, problem)];
    case 'badBoolean':
      return ['true', 'false'].map((value) =>
        replace(vscode.l10n.t('Change to "{0}"', value), problem, value, false),
      );
    case 'customStringTooLong':
      return [
        replace(
          vscode.l10n.t('Cut after {0} characters', finding.max),
          { start: problem.start + finding.max, end: problem.end },
          '',
        ),
      ];
    case 'noNumberColumn':
      return finding.candidates.map((column) => nameNumberColumn(analysis, problem, column));
    case 'sender':
      return ['alphaTooLong', 'alphaHasSpaces', 'alphaCharacters'].includes(finding.problem.code)
        ? senderFixes(problem, text)
        : [];
    default:
      return [];
  }
}

function bodyFixes(problem: Problem, analysis: Analysis): Fix[] {
  const { finding } = problem;
  switch (finding.code) {
    case 'unknownPlaceholder':
      return finding.suggestion === undefined
        ? []
        : [
            replace(
              vscode.l10n.t('Change to "{0}"', finding.suggestion),
              problem,
              `{{${finding.suggestion}}}`,
            ),
          ];
    case 'forcesUcs2':
      return [
        replace(
          finding.replacement === ''
            ? vscode.l10n.t('Remove {0}', finding.codePoint)
            : vscode.l10n.t('Replace {0} by "{1}"', finding.codePoint, finding.replacement),
          problem,
          finding.replacement,
        ),
        allToGsm7(analysis),
      ];
    case 'optOutMissing': {
      const { end } = analysis.document.body;
      const isSpaced = /\s$/.test(analysis.document.text.slice(0, end));
      const wording = `${isSpaced ? '' : ' '}Reply STOP to opt out.`;
      return [replace(vscode.l10n.t('Add "Reply STOP to opt out."'), { start: end, end }, wording)];
    }
    case 'tooManyParts':
      return [
        replace(
          vscode.l10n.t('Cut the text after {0}', partsInWords(finding.maxParts)),
          problem,
          '',
          false,
        ),
      ];
    default:
      return [];
  }
}

/** The ways out of a problem, the likeliest first. */
export function fixesFor(problem: Problem, analysis: Analysis): readonly Fix[] {
  return [...headerFixes(problem, analysis), ...bodyFixes(problem, analysis)];
}
