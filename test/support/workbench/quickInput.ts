import type { Locator, Page } from 'playwright-core';
import { exactly } from './text';
import { waitUntil } from './waiting';

/** The box at the top of the window: palette, quick picks, input boxes, multi-step flows. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget:visible');
    this.input = this.widget.locator('input[type="text"], input[type="password"]').first();
  }

  /** Waits until a quick pick or input box with this title ("Send SMS (1/4)") is shown. */
  async waitForTitle(title: string | RegExp): Promise<void> {
    const matches = typeof title === 'string' ? exactly(title) : title;
    await this.widget.locator('.quick-input-title').filter({ hasText: matches }).waitFor();
  }

  title(): Promise<string> {
    return this.widget.locator('.quick-input-title').innerText();
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  /** Whether what is typed shows as dots. */
  async isMasked(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  row(label: string | RegExp): Locator {
    const name = this.page.locator('.label-name');
    const matches = typeof label === 'string' ? exactly(label) : label;
    return this.widget
      .locator('.monaco-list-row')
      .filter({ has: name.filter({ hasText: matches }) })
      .first();
  }

  async pick(label: string | RegExp): Promise<void> {
    await this.row(label).click();
  }

  /**
   * Moves to a row by the arrow keys and accepts it. The palette adds rows while one is looking at it,
   * and a click then falls beside its row. False when there is no such row.
   */
  async acceptRow(label: string): Promise<boolean> {
    const row = this.row(label);
    try {
      await row.waitFor({ timeout: 3000 });
      for (let moves = 0; moves < 20; moves++) {
        const isFocused = /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
        if (isFocused) {
          await this.accept();
          return true;
        }
        await this.input.press('ArrowDown');
      }
    } catch {
      return false;
    }
    return false;
  }

  /** Ticks a row of a quick pick that takes several. */
  async toggle(label: string | RegExp): Promise<void> {
    await this.row(label).locator('.quick-input-list-checkbox, .monaco-checkbox').first().click();
  }

  /** The labels of the rows in view; lists are virtual, so a long one is not whole. */
  async labels(): Promise<string[]> {
    await this.widget.locator('.monaco-list-row').first().waitFor();
    return this.widget.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  /** The text under the input: a validation message or the prompt. */
  message(): Promise<string> {
    return this.widget.locator('.quick-input-message').innerText();
  }

  async waitForMessage(text: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  async goBack(): Promise<void> {
    await this.widget.getByRole('button', { name: /^Back/ }).click();
  }

  /** Clicks a button of the title bar by its tooltip. */
  async press(button: string | RegExp): Promise<void> {
    await this.widget.getByRole('button', { name: button }).first().click();
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.waitUntilClosed();
  }

  async waitUntilClosed(): Promise<void> {
    await this.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
  }

  /** Opens the palette with `text` in it. The key is lost while the window is still starting. */
  async openPalette(text: string): Promise<void> {
    await waitUntil('the command palette', async () => {
      await this.page.keyboard.press('F1');
      try {
        await this.input.waitFor({ timeout: 2000 });
        await this.input.fill(text);
        return true;
      } catch {
        return false;
      }
    });
  }
}
