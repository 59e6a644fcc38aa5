import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { currentStage, type Stage } from './stage';
import { stepTimeoutMs, Workbench } from './workbench';

export interface WorkbenchOptions {
  /** Files of the workspace by relative path; without it a copy of `samples/`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Another server than the suite's. */
  readonly stage?: Pick<Stage, 'workbenchUrl' | 'userDataFolder'>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const opened = new Set<Workbench>();

/** The windows open now, for a picture of each when a test fails. */
export const openWorkbenches = (): readonly Workbench[] => [...opened];

function makeWorkspace(scratch: string, samples: string, files: WorkbenchOptions['files']): string {
  const folder = mkdtempSync(path.join(scratch, 'workspace-'));
  if (files === undefined) {
    cpSync(samples, folder, { recursive: true });
  }
  for (const [name, text] of Object.entries(files ?? {})) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** Takes back what an earlier test changed. */
function resetSettings({ userDataFolder, settings }: Stage): void {
  for (const level of ['User', 'Machine']) {
    const file = path.join(userDataFolder, level, 'settings.json');
    writeFileSync(file, JSON.stringify(settings, undefined, 2));
  }
}

/** Opens a window with a state of its own (no secrets, no history) on a fresh workspace folder. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const stage = { ...currentStage(), ...options.stage };
  if (options.stage === undefined) {
    resetSettings(stage);
  }
  const folder = makeWorkspace(stage.scratchFolder, stage.samplesFolder, options.files);
  const browser = await chromium.connect(stage.browserEndpoint);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1400, height: 900 },
  });
  const url = new URL(stage.workbenchUrl);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url.origin });
  context.setDefaultTimeout(stepTimeoutMs);
  const page = await context.newPage();
  url.searchParams.set('folder', folder);
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  url.searchParams.set('payload', JSON.stringify(payload));
  const workbench = new Workbench(stage, folder, page, context, browser);
  opened.add(workbench);
  page.once('close', () => opened.delete(workbench));
  await page.goto(url.href);
  await workbench.waitUntilReady();
  return workbench;
}
