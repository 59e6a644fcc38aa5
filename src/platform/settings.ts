import * as vscode from 'vscode';
import { extensionId } from '../contributions';
import { visibleLine } from '../sms/visibleText';

/**
 * Settings and their types. Defaults and limits live in `package.json` only, and this is the one door
 * through which a value comes: what does not fit them is not used.
 */
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

/** What the manifest says of a setting. VS Code only underlines a value that does not fit. */
interface Declared {
  readonly type: 'string' | 'boolean' | 'integer';
  readonly default: unknown;
  readonly scope: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<SettingId, Declared>> };
  };
}

function declaredSettings(): Readonly<Record<SettingId, Declared>> {
  const extension = vscode.extensions.getExtension<unknown>(extensionId);
  if (!extension) {
    throw new Error(`${extensionId} is not the id of this extension`);
  }
  return (extension.packageJSON as Manifest).contributes.configuration.properties;
}

function fits(value: unknown, { type, minimum, maximum, pattern }: Declared): boolean {
  switch (type) {
    case 'string':
      return (
        typeof value === 'string' && (pattern === undefined || new RegExp(pattern).test(value))
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return (
        Number.isInteger(value) &&
        (value as number) >= (minimum ?? -Infinity) &&
        (value as number) <= (maximum ?? Infinity)
      );
  }
}

/**
 * What was set, the nearest first. Settings of the machine or the application decide where
 * credentials go and what is asked before money is spent, so that no workspace has a say in them.
 */
function given(id: SettingId, { scope }: Declared, of?: vscode.Uri): readonly unknown[] {
  const found = vscode.workspace.getConfiguration(undefined, of ?? null).inspect(id);
  const own = scope === 'machine' || scope === 'application';
  const values = own
    ? [found?.globalValue]
    : [found?.workspaceFolderValue, found?.workspaceValue, found?.globalValue];
  return values.filter((value) => value !== undefined);
}

/** The nearest value that is one; without any the default. */
export function setting<Id extends SettingId>(id: Id, of?: vscode.Uri): Settings[Id] {
  const declared = declaredSettings()[id];
  const found = given(id, declared, of).find((value) => fits(value, declared));
  return (found ?? declared.default) as Settings[Id];
}

/** Every value that counts, for a setting that a workspace adds to and does not replace. */
export function settingOfEach<Id extends SettingId>(id: Id): readonly Settings[Id][] {
  const declared = declaredSettings()[id];
  return given(id, declared).filter((value) => fits(value, declared)) as Settings[Id][];
}

/** Warns, once each, of values that are not used because they are none. */
export function warnOfBadSettings(log: Pick<vscode.LogOutputChannel, 'warn'>): vscode.Disposable {
  const warned = new Set<string>();
  const check = () => {
    for (const [id, declared] of Object.entries(declaredSettings())) {
      for (const value of given(id as SettingId, declared)) {
        const words = `${id}: ${visibleLine(JSON.stringify(value), 60)}`;
        if (!fits(value, declared) && !warned.has(words)) {
          warned.add(words);
          log.warn(`${words} is not used, it must be ${formOf(declared)}`);
        }
      }
    }
  };
  check();
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('clicksend')) {
      check();
    }
  });
}

function formOf({ type, minimum, maximum, pattern }: Declared): string {
  return [
    type,
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(pattern === undefined ? [] : [`like ${pattern}`]),
  ].join(', ');
}

export function onDidChangeSetting(id: SettingId, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(id)) {
      listener();
    }
  });
}
