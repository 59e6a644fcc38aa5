import type { Uri } from './uri';

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}

  isEqual(other: Position): boolean {
    return this.compareTo(other) === 0;
  }

  isBefore(other: Position): boolean {
    return this.compareTo(other) < 0;
  }

  isAfter(other: Position): boolean {
    return this.compareTo(other) > 0;
  }

  compareTo(other: Position): number {
    return Math.sign(this.line - other.line || this.character - other.character);
  }

  translate(lineDelta = 0, characterDelta = 0): Position {
    return new Position(this.line + lineDelta, this.character + characterDelta);
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position);
  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number);
  constructor(a: Position | number, b: Position | number, c = 0, d = 0) {
    const one = a instanceof Position ? a : new Position(a, b as number);
    const other = b instanceof Position ? b : new Position(c, d);
    [this.start, this.end] = one.isAfter(other) ? [other, one] : [one, other];
  }

  get isEmpty(): boolean {
    return this.start.isEqual(this.end);
  }

  get isSingleLine(): boolean {
    return this.start.line === this.end.line;
  }

  contains(position: Position): boolean {
    return !position.isBefore(this.start) && !position.isAfter(this.end);
  }

  isEqual(other: Range): boolean {
    return this.start.isEqual(other.start) && this.end.isEqual(other.end);
  }
}

export class Selection extends Range {
  readonly anchor: Position;
  readonly active: Position;

  constructor(anchor: Position, active: Position);
  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number);
  constructor(a: Position | number, b: Position | number, c = 0, d = 0) {
    const anchor = a instanceof Position ? a : new Position(a, b as number);
    const active = b instanceof Position ? b : new Position(c, d);
    super(anchor, active);
    this.anchor = anchor;
    this.active = active;
  }

  get isReversed(): boolean {
    return this.active.isBefore(this.anchor);
  }
}

export class TextEdit {
  constructor(
    readonly range: Range,
    readonly newText: string,
  ) {}

  static replace(range: Range, newText: string): TextEdit {
    return new TextEdit(range, newText);
  }

  static insert(position: Position, newText: string): TextEdit {
    return new TextEdit(new Range(position, position), newText);
  }
}

export class WorkspaceEdit {
  private readonly edits: { readonly uri: Uri; readonly edit: TextEdit }[] = [];

  replace(uri: Uri, range: Range, newText: string): void {
    this.edits.push({ uri, edit: new TextEdit(range, newText) });
  }

  insert(uri: Uri, position: Position, newText: string): void {
    this.replace(uri, new Range(position, position), newText);
  }

  entries(): [Uri, TextEdit[]][] {
    return this.edits.map(({ uri, edit }) => [uri, [edit]]);
  }
}

export class SnippetString {
  constructor(public value = '') {}

  appendText(text: string): this {
    this.value += text.replace(/[\\$}]/g, '\\$&');
    return this;
  }
}

export class DocumentLink {
  tooltip: string | undefined;

  constructor(
    readonly range: Range,
    readonly target: Uri | undefined,
  ) {}
}

export class CompletionItem {
  constructor(
    readonly label: string,
    readonly kind?: number,
  ) {}
}

export class CodeLens {
  constructor(
    readonly range: Range,
    public command?: unknown,
  ) {}
}

export class Diagnostic {
  source?: string;
  code?: unknown;

  constructor(
    public range: Range,
    public message: string,
    public severity = 0,
  ) {}
}

export class DocumentDropEdit {
  constructor(
    public insertText: string | SnippetString,
    public title?: string,
    public kind?: unknown,
  ) {}
}

export class TabInputText {
  constructor(readonly uri: Uri) {}
}

export class TabInputTextDiff {
  constructor(
    readonly original: Uri,
    readonly modified: Uri,
  ) {}
}
