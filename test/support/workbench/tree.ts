import type { Locator, Page } from 'playwright-core';

/** One view of the side bar, found by the title of its pane. */
export class TreeView {
  readonly pane: Locator;

  constructor(
    private readonly page: Page,
    title: string,
  ) {
    this.pane = page
      .locator('.part.sidebar .pane')
      .filter({ has: page.locator('.pane-header').filter({ hasText: title }) })
      .first();
  }

  private get header(): Locator {
    return this.pane.locator('.pane-header').first();
  }

  /** Opens the pane when it is folded. */
  async expandPane(): Promise<void> {
    await this.header.waitFor();
    if ((await this.header.getAttribute('aria-expanded')) === 'false') {
      await this.header.click();
    }
    await this.pane.locator('.pane-body').waitFor();
  }

  /** Folds the pane, so that the others have its room. */
  async foldPane(): Promise<void> {
    await this.header.waitFor();
    if ((await this.header.getAttribute('aria-expanded')) === 'true') {
      await this.header.click();
    }
    await this.pane.locator('.pane-body').waitFor({ state: 'hidden' });
  }

  row(text: string | RegExp): Locator {
    return this.pane.locator('.monaco-list-row').filter({ hasText: text }).first();
  }

  /** Waits for a row and brings it into view. */
  async waitForRow(text: string | RegExp): Promise<Locator> {
    const row = this.row(text);
    await row.waitFor();
    await row.scrollIntoViewIfNeeded();
    return row;
  }

  /** Texts of the rows in view: label and description. */
  async rows(): Promise<string[]> {
    const texts = await this.pane.locator('.monaco-list-row').allInnerTexts();
    return texts.map((text) => text.replaceAll(/\s+/gu, ' ').trim());
  }

  async expand(text: string | RegExp): Promise<void> {
    const row = await this.waitForRow(text);
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
    }
  }

  async click(text: string | RegExp): Promise<void> {
    await (await this.waitForRow(text)).click();
  }

  /** Clicks an action at the right of a row, by its tooltip. */
  async pressInline(text: string | RegExp, action: string | RegExp): Promise<void> {
    const row = await this.waitForRow(text);
    await row.hover();
    await row.getByRole('button', { name: action }).first().click();
  }

  async openContextMenu(text: string | RegExp): Promise<void> {
    await (await this.waitForRow(text)).click({ button: 'right' });
    await this.page.locator('.monaco-menu .action-item').first().waitFor();
  }

  /** Clicks an action of the view's title bar, by its tooltip. */
  async pressTitleAction(action: string | RegExp): Promise<void> {
    await this.header.hover();
    await this.header.getByRole('button', { name: action }).first().click();
  }

  async description(): Promise<string> {
    const found = this.header.locator('.description');
    return (await found.count()) > 0 ? found.innerText() : '';
  }

  /** Text of the welcome view, shown while the tree is empty. */
  async welcomeText(): Promise<string> {
    const welcome = this.pane.locator('.welcome-view-content');
    await welcome.waitFor();
    return welcome.innerText();
  }

  async pressWelcome(button: string | RegExp): Promise<void> {
    await this.pane.locator('.welcome-view').getByRole('button', { name: button }).first().click();
  }
}
