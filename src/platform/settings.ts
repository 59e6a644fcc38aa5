import * as vscode from 'vscode';

/** Settings and their types; defaults live in `package.json` only. */
export interface Settings {
  'clicksend.api.baseUrl': string;
  'clicksend.sandbox.port': number;
  'clicksend.sandbox.useByDefault': boolean;
  'clicksend.campaign.concurrency': number;
  'clicksend.campaign.confirmAbove': number;
  'clicksend.campaign.optedOutFile': string;
  'clicksend.campaign.settleSeconds': number;
  'clicksend.compose.defaultCountry': string;
  /** Seconds; 0 is off. */
  'clicksend.inbound.pollInterval': number;
  'clicksend.document.decorations': boolean;
  'clicksend.document.prices': boolean;
  'clicksend.parts.enabled': boolean;
  'clicksend.webhooks.port': number;
}

export type SettingId = keyof Settings;

/** These decide where credentials go, so a workspace or a folder has no say in them. */
const machineOnly: ReadonlySet<SettingId> = new Set<SettingId>([
  'clicksend.api.baseUrl',
  'clicksend.sandbox.port',
  'clicksend.sandbox.useByDefault',
]);

export function setting<Id extends SettingId>(id: Id, scope?: vscode.Uri): Settings[Id] {
  const configuration = vscode.workspace.getConfiguration(undefined, scope ?? null);
  const found = machineOnly.has(id)
    ? configuration.inspect<Settings[Id]>(id)
    : { globalValue: configuration.get<Settings[Id]>(id) };
  const value =
    found?.globalValue ?? (found as { defaultValue?: Settings[Id] } | undefined)?.defaultValue;
  if (value === undefined) {
    throw new Error(`setting ${id} is not declared in package.json`);
  }
  return value;
}

export function onDidChangeSetting(id: SettingId, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(id)) {
      listener();
    }
  });
}
