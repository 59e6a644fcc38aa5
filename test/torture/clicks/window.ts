import { readFileSync } from 'node:fs';
import type * as vscode from 'vscode';
import { activate } from '../../../src/extension';
import { aMemento } from '../../support/mementos';
import { EventEmitter, host, Uri } from '../../support/vscode';

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
    };
  };
}

function setDefaults(): void {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  for (const [id, { default: value }] of Object.entries(
    manifest.contributes.configuration.properties,
  )) {
    host.settings.set(id, value);
  }
}

function noSecrets() {
  const kept = new Map<string, string>();
  const changed = new EventEmitter<{ readonly key: string }>();
  return {
    keys: () => Promise.resolve([...kept.keys()]),
    get: (key: string) => Promise.resolve(kept.get(key)),
    store: (key: string, value: string) => {
      kept.set(key, value);
      changed.fire({ key });
      return Promise.resolve();
    },
    delete: (key: string) => {
      kept.delete(key);
      changed.fire({ key });
      return Promise.resolve();
    },
    onDidChange: changed.event,
  };
}

/** The whole extension in a window that works on the sandbox. */
export function openWindow(storage: string, sandboxPort: number): void {
  setDefaults();
  host.settings.set('clicksend.sandbox.port', sandboxPort);
  host.settings.set('clicksend.sandbox.useByDefault', true);
  host.settings.set('clicksend.campaign.settleSeconds', 0);
  host.settings.set('clicksend.compose.defaultCountry', 'AU');
  host.settings.set('clicksend.inbound.pollInterval', 0);
  const folder: unknown = Uri.file(storage);
  const context = {
    subscriptions: [] as { dispose(): unknown }[],
    extensionUri: Uri.file(process.cwd()),
    globalStorageUri: folder,
    storageUri: folder,
    workspaceState: aMemento(),
    globalState: aMemento(),
    secrets: noSecrets(),
  };
  activate(context as unknown as vscode.ExtensionContext);
}
