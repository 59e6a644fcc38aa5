// A VS Code profile in which nothing but the extension asks for attention.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.editor.useModal': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'window.confirmBeforeClose': 'never',
  'remote.autoForwardPorts': false,
};

/** Steadies what a test looks at: nothing blinks, moves, saves itself or comes back from last time. */
export const testSettings = {
  ...quietSettings,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.reduceMotion': 'on',
  'workbench.editor.restoreViewState': false,
  'window.restoreWindows': 'none',
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'files.simpleDialog.enable': true,
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
};

export const sandboxSettings = (port) => ({
  'clicksend.sandbox.useByDefault': true,
  'clicksend.sandbox.port': port,
});

/**
 * Adds to the settings below `userData`; what a person changed there otherwise stays. Desktop reads
 * machine-scoped settings from the user's file, a remote host such as the npm one from the machine's.
 */
export function writeSettings(userData, settings) {
  for (const level of ['User', 'Machine']) {
    const file = path.join(userData, level, 'settings.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...readSettings(file), ...settings }, undefined, 2));
  }
}

function readSettings(file) {
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  } catch {
    // A person's comments or trailing commas: this profile is ours to start again.
    return {};
  }
}
