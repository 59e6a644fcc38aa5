import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { withPlainSpaces } from './text';

/** Output channels: what the panel shows, and what the files behind them hold. */
export class OutputPanel {
  constructor(
    private readonly page: Page,
    private readonly userDataFolder: string,
  ) {}

  /** The lines in view of the channel that the panel shows. */
  async visibleText(): Promise<string> {
    const lines = this.page.locator(
      '.part.panel .output-view .view-lines, .part.panel .view-lines',
    );
    await lines.first().waitFor();
    return withPlainSpaces(await lines.first().innerText());
  }

  async waitForText(text: string | RegExp): Promise<void> {
    const spaced = typeof text === 'string' ? text.replaceAll(' ', '\u00a0') : text;
    await this.page.locator('.part.panel .view-line').filter({ hasText: spaced }).first().waitFor();
  }

  async select(channel: string): Promise<void> {
    await this.page
      .locator('.part.panel select.monaco-select-box')
      .selectOption({ label: channel });
  }

  /** Everything that any extension host wrote to a log file or channel: where a secret must not be. */
  everythingLogged(): string {
    const folder = path.join(this.userDataFolder, 'logs');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.log'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n');
  }
}
