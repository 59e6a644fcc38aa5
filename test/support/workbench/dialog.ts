import type { Locator, Page } from 'playwright-core';

/** A modal dialog: `showWarningMessage(..., { modal: true })`. */
export class Dialog {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for the dialog; its message and detail. */
  async read(): Promise<{ message: string; detail: string }> {
    await this.box.waitFor();
    const message = await this.box.locator('.dialog-message-text').innerText();
    const detail = this.box.locator('.dialog-message-detail');
    return { message, detail: (await detail.isVisible()) ? await detail.innerText() : '' };
  }

  async press(button: string | RegExp): Promise<void> {
    const exact = typeof button === 'string';
    await this.box.waitFor();
    // Another dialog may follow at once, so it is this one that has to go.
    const pressed = await this.box.elementHandle();
    await this.box.getByRole('button', { name: button, exact }).click();
    await pressed.waitForElementState('hidden');
  }
}
