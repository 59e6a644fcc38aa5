import type { Locator, Page } from 'playwright-core';
import { withPlainSpaces } from './text';

/** The active text editor, worked with the keyboard and the mouse. */
export class TextEditor {
  readonly area: Locator;

  constructor(private readonly page: Page) {
    this.area = page
      .locator('.editor-group-container.active .editor-instance .monaco-editor')
      .first();
  }

  async focus(): Promise<void> {
    // A line, not the area of all lines: above the first there may be a CodeLens.
    await this.area
      .locator('.view-line')
      .first()
      .click({ position: { x: 4, y: 4 } });
  }

  async type(text: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text);
  }

  async goToStart(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+Home');
  }

  async goToEnd(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+End');
  }

  /** Places the cursor before `column` of `line`, both from 1. */
  async placeCursor(line: number, column: number): Promise<void> {
    await this.goToStart();
    for (let i = 1; i < line; i++) {
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press('Home');
    for (let i = 1; i < column; i++) {
      await this.page.keyboard.press('ArrowRight');
    }
  }

  /** Selects one line, from 1, without its line break. */
  async selectLine(line: number): Promise<void> {
    await this.placeCursor(line, 1);
    await this.page.keyboard.press('Shift+End');
    await this.waitForSelection();
  }

  async selectAll(): Promise<void> {
    await this.focus();
    await this.page.keyboard.press('Control+A');
    await this.waitForSelection();
  }

  /** Selects the first place that `text` stands at, by searching for it. */
  async selectText(text: string): Promise<void> {
    await this.goToStart();
    await this.page.keyboard.press('Control+F');
    const find = this.page.locator('.find-widget.visible textarea.input').first();
    await find.fill(text);
    await find.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.waitForSelection();
  }

  private async waitForSelection(): Promise<void> {
    await this.page
      .locator('#status\\.editor\\.selection')
      .filter({ hasText: /\d+ selected/ })
      .waitFor();
  }

  /** Opens the context menu where the cursor is. */
  async openContextMenu(): Promise<void> {
    await this.page.keyboard.press('Shift+F10');
    await this.page.locator('.monaco-menu .action-item').first().waitFor();
  }

  /** Right-clicks on the first selected piece of text. */
  async rightClickSelection(): Promise<void> {
    await this.area.locator('.selected-text').first().click({ button: 'right', force: true });
    await this.page.locator('.monaco-menu .action-item').first().waitFor();
  }

  /** The lines in view; a long document is not whole. */
  async visibleText(): Promise<string> {
    const lines = await this.area.locator('.view-line').evaluateAll((elements) =>
      (elements as unknown as { offsetTop: number; style: { top: string }; innerText: string }[])
        .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.innerText }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text),
    );
    return withPlainSpaces(lines.join('\n'));
  }

  async waitForText(text: string | RegExp): Promise<void> {
    const spaced = typeof text === 'string' ? text.replaceAll(' ', '\u00a0') : text;
    await this.area.locator('.view-line').filter({ hasText: spaced }).first().waitFor();
  }

  /** Texts of the CodeLenses in view. */
  codeLenses(): Promise<string[]> {
    return this.area.locator('.codelens-decoration a').allInnerTexts();
  }

  async clickCodeLens(title: string | RegExp): Promise<void> {
    await this.lens(title).click();
  }

  async doubleClickCodeLens(title: string | RegExp): Promise<void> {
    await this.lens(title).dblclick();
  }

  private lens(title: string | RegExp): Locator {
    return this.area.locator('.codelens-decoration a').filter({ hasText: title }).first();
  }
}
