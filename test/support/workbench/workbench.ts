import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { Dialog } from './dialog';
import { Notifications } from './notifications';
import { OutputPanel } from './outputPanel';
import { QuickInput } from './quickInput';
import type { Stage } from './stage';
import { exactly } from './text';
import { TextEditor } from './textEditor';
import { TreeView } from './tree';
import { waitUntil } from './waiting';

/** Themes by the class that the workbench carries while it wears them. */
export const themes = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
} as const;

/** Long enough for a machine that does other things as well; nothing waits longer than it has to. */
export const stepTimeoutMs = 30_000;

/** A window of VS Code, worked the way a person does. Every wait ends when its condition holds. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly editor: TextEditor;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly output: OutputPanel;

  constructor(
    readonly stage: Stage,
    /** The folder that is open. */
    readonly folder: string,
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly browser: Browser,
  ) {
    this.quickInput = new QuickInput(page);
    this.editor = new TextEditor(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.output = new OutputPanel(page, stage.userDataFolder);
  }

  /** Runs a command from the palette; `title` is what it shows: "ClickSend: Send SMS". */
  async runCommand(title: string): Promise<void> {
    await waitUntil(
      `command "${title}"`,
      async () => {
        await this.quickInput.openPalette(`>${title}`);
        const wasRun = await this.quickInput.acceptRow(title);
        if (!wasRun) {
          await this.page.keyboard.press('Escape');
        }
        return wasRun;
      },
      stepTimeoutMs,
    );
  }

  /** Whether the palette offers a command now. */
  async hasCommand(title: string): Promise<boolean> {
    await this.quickInput.openPalette(`>${title}`);
    await this.page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
    const isOffered = await this.quickInput.row(title).isVisible();
    await this.quickInput.cancel();
    return isOffered;
  }

  /** Opens a file of the workspace by its path relative to it. */
  async openFile(file: string): Promise<void> {
    const name = path.basename(file);
    await waitUntil(`the file ${file} to open`, async () => {
      await this.page.keyboard.press('Control+P');
      try {
        await this.quickInput.input.waitFor({ timeout: 2000 });
        await this.quickInput.type(file);
        await this.quickInput.row(name).waitFor({ timeout: 3000 });
        await this.quickInput.accept();
        await this.tab(name).waitFor({ timeout: 3000 });
        return true;
      } catch {
        await this.page.keyboard.press('Escape');
        return false;
      }
    });
    await this.editor.area.waitFor();
  }

  /** The active tab with this title. */
  tab(title: string | RegExp): Locator {
    return typeof title === 'string'
      ? this.page.locator(`.tab.active[data-resource-name=${JSON.stringify(title)}]`).first()
      : this.page.locator('.tab.active').filter({ hasText: title }).first();
  }

  async isDirty(): Promise<boolean> {
    return (
      (await this.page.locator('.editor-group-container.active .tab.active.dirty').count()) > 0
    );
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page
      .locator('.editor-group-container.active .tab.active:not(.dirty)')
      .first()
      .waitFor();
  }

  /** An item of the open context menu or submenu. */
  menuItem(label: string): Locator {
    return this.page
      .locator('.monaco-menu .action-menu-item')
      .filter({ has: this.page.locator('.action-label').filter({ hasText: exactly(label) }) })
      .first();
  }

  async pickMenuItem(label: string): Promise<void> {
    const item = this.menuItem(label);
    // A menu that opens under the mouse swallows a click that comes too soon.
    await waitUntil(`the menu to take "${label}"`, async () => {
      await item.click();
      await item.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
      return !(await item.isVisible());
    });
  }

  async menuItems(): Promise<string[]> {
    return this.page.locator('.monaco-menu .action-menu-item .action-label').allInnerTexts();
  }

  /** Shows a view container of the activity bar ("ClickSend"). */
  async openSideBar(container: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: container }).first();
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') {
      await tab.click();
    }
    await this.page.locator('.part.sidebar .pane').first().waitFor();
  }

  tree(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  /** The status bar item whose text or tooltip holds this. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text }).first();
  }

  async statusBarTexts(): Promise<string[]> {
    const texts = await this.page.locator('.statusbar-item:visible').allInnerTexts();
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** The page inside the webview that shows `title`, or the only one. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Saves out/screenshots/<name>.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(this.stage.screenshotsFolder, `${name}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
    return file;
  }

  /** Changes the user's and the machine's settings, as an edit of the settings files would. */
  setSettings(settings: Readonly<Record<string, unknown>>): void {
    for (const level of ['User', 'Machine']) {
      const file = path.join(this.stage.userDataFolder, level, 'settings.json');
      const present = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      // By renaming, or VS Code may read half a file and take its settings for gone.
      writeFileSync(`${file}.new`, JSON.stringify({ ...present, ...settings }, undefined, 2));
      renameSync(`${file}.new`, file);
    }
  }

  async setTheme(theme: keyof typeof themes): Promise<void> {
    const worn = this.page.locator(`.monaco-workbench.${themes[theme]}`);
    // A change that comes while the file watcher is busy with the one before is missed at times.
    await waitUntil(`the theme ${theme}`, async () => {
      this.setSettings({ 'workbench.colorTheme': theme });
      await worn.waitFor({ timeout: 5000 }).catch(() => undefined);
      return worn.isVisible();
    });
  }

  /** Reloads the window and waits until its extensions are there again. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  async waitUntilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await waitUntil(
      'the extensions to load',
      () =>
        this.page.evaluate<boolean>(
          `performance.getEntriesByName('code/didLoadExtensions').length > 0`,
        ),
      60_000,
    );
  }

  /** Closes the page first: a page that merely vanishes keeps its extension host waiting for it. */
  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: false });
    await this.context.close();
    await this.browser.close();
  }
}
