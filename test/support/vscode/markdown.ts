import type { Uri } from './uri';

/** Escapes as the real class does, so that a test sees whether outside text could become markup. */
export class MarkdownString {
  isTrusted?: boolean | { readonly enabledCommands: readonly string[] };
  supportThemeIcons?: boolean;
  supportHtml?: boolean;
  baseUri?: Uri;

  constructor(
    public value = '',
    supportThemeIcons = false,
  ) {
    this.supportThemeIcons = supportThemeIcons;
  }

  appendText(text: string): this {
    this.value += text
      .replace(/[\\`*_{}[\]()#+\-!~]/g, '\\$&')
      .replace(/([ \t]+)/g, (_match, spaces: string) => '&nbsp;'.repeat(spaces.length))
      .replace(/>/g, '\\>')
      .replace(/\n/g, '\n\n');
    return this;
  }

  appendMarkdown(markdown: string): this {
    this.value += markdown;
    return this;
  }

  appendCodeblock(code: string, language = ''): this {
    const runs = [...code.matchAll(/^`+/gm)].map(([run]) => run.length);
    const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
    this.value += `\n${fence}${language}\n${code}\n${fence}\n`;
    return this;
  }
}
