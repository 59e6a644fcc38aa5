import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './waiting';

/** Toasts at the lower right. An information toast goes away by itself after some seconds. */
export class Notifications {
  constructor(private readonly page: Page) {}

  toast(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text }).first();
  }

  async waitFor(text: string | RegExp): Promise<string> {
    const toast = this.toast(text);
    await toast.waitFor();
    return toast.locator('.notification-list-item-message').innerText();
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button, exact: true }).click();
  }

  async dismiss(text: string | RegExp): Promise<void> {
    const toast = this.toast(text);
    await toast.hover();
    await toast.locator('.codicon-notifications-clear, .codicon-close').first().click();
    await toast.waitFor({ state: 'detached' });
  }

  /** VS Code shows no toast that follows three others within a second, as no person would make it. */
  async waitUntilNone(): Promise<void> {
    await waitUntil('all toasts to go', async () => (await this.messages()).length === 0);
  }

  /** The messages of the toasts in view. */
  messages(): Promise<string[]> {
    return this.page.locator('.notification-toast .notification-list-item-message').allInnerTexts();
  }
}
