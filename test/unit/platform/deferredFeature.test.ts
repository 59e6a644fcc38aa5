import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { registerCommand } from '../../../src/platform/commands';
import { DeferredFeature } from '../../../src/platform/deferredFeature';
import { ErrorBoundary } from '../../../src/platform/errors';
import { host, settle } from '../../support/vscode';

const errors = () =>
  new ErrorBoundary(vscode.window.createOutputChannel('test', { log: true }), () => undefined);

const refresh = 'clicksend.history.refresh';
const openMessage = '_clicksend.history.openMessage';

function deferred() {
  const boundary = errors();
  const calls: unknown[][] = [];
  const state = { loads: 0, isDisposed: false };
  const gate = { open: (): void => undefined };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const feature = new DeferredFeature({
    errors: boundary,
    commands: [refresh, openMessage],
    load: async () => {
      state.loads += 1;
      await opened;
      return () =>
        vscode.Disposable.from(
          registerCommand(boundary, refresh, () => calls.push(['refresh'])),
          registerCommand(boundary, openMessage, (...args) => calls.push(['open', ...args])),
          new vscode.Disposable(() => {
            state.isDisposed = true;
          }),
        );
    },
  });
  return { feature, calls, state, gate };
}

describe('DeferredFeature', () => {
  beforeEach(() => {
    host.reset();
  });

  it('loads nothing until one of its commands is called, then runs it with its arguments', async () => {
    const { calls, state, gate } = deferred();
    await settle();
    assert.equal(state.loads, 0);
    gate.open();
    await vscode.commands.executeCommand(openMessage, 'M1', '+61411111111');
    assert.deepEqual(calls, [['open', 'M1', '+61411111111']]);
  });

  it('loads once for commands that come while it loads, and runs each of them once', async () => {
    const { calls, state, gate } = deferred();
    const both = Promise.all([
      vscode.commands.executeCommand(refresh),
      vscode.commands.executeCommand(refresh),
    ]);
    gate.open();
    await both;
    await vscode.commands.executeCommand(refresh);
    assert.equal(state.loads, 1);
    assert.equal(calls.length, 3);
  });

  it('says why when the feature cannot be loaded, and tries again when asked again', async () => {
    let loads = 0;
    const feature = new DeferredFeature({
      errors: errors(),
      commands: [refresh],
      load: () => {
        loads += 1;
        return Promise.reject(new Error('no such file'));
      },
    });
    await vscode.commands.executeCommand(refresh);
    assert.equal(host.messages.length, 1);
    await vscode.commands.executeCommand(refresh);
    assert.equal(loads, 2);
    feature.dispose();
    assert.equal(host.commands.size, 0);
  });

  it('registers nothing when the window closes while it loads', async () => {
    const { feature, calls, gate } = deferred();
    const call = vscode.commands.executeCommand(refresh);
    feature.dispose();
    gate.open();
    await call;
    assert.deepEqual(calls, []);
    assert.equal(host.commands.size, 0);
  });

  it('takes the feature down with it', async () => {
    const { feature, state, gate } = deferred();
    gate.open();
    await feature.open();
    feature.dispose();
    assert.equal(state.isDisposed, true);
    assert.equal(host.commands.size, 0);
  });
});
