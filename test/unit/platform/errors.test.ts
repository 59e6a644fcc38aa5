import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ErrorBoundary, UserFacingError } from '../../../src/platform/errors';
import { host, settle } from '../../support/vscode';

const boundary = (explain: ConstructorParameters<typeof ErrorBoundary>[1] = () => undefined) =>
  new ErrorBoundary(vscode.window.createOutputChannel('test', { log: true }), explain);

describe('ErrorBoundary', () => {
  beforeEach(() => {
    host.reset();
  });

  it('shows a failure once, with the one action that helps, and runs it when picked', async () => {
    let ran = 0;
    host.onMessage = () => 'Sign In';
    const result = await boundary().guard<string>('x', () => {
      throw new UserFacingError('No account.', { title: 'Sign In', run: () => ++ran });
    });
    await settle();
    assert.equal(result, undefined);
    assert.deepEqual(
      host.messages.map(({ message, buttons }) => ({ message, buttons })),
      [{ message: 'No account.', buttons: ['Sign In'] }],
    );
    assert.equal(ran, 1);
  });

  it('offers to run a command again where that certainly did nothing, and only there', async () => {
    let runs = 0;
    const failing = async (canRetry: boolean) => {
      host.messages.length = 0;
      await boundary(() => ({ message: 'm', logLine: 'x', canRetry })).guard('x', () => {
        runs += 1;
        throw new Error('x');
      });
      await settle();
      return host.messages[0]?.buttons;
    };
    assert.deepEqual(await failing(false), ['Open Log']);
    host.onMessage = () => (runs < 3 ? 'Try Again' : undefined);
    assert.deepEqual(await failing(true), ['Try Again', 'Open Log']);
    assert.equal(runs, 3);
  });

  it('does not point to the log for what is already in words', async () => {
    await boundary().guard('x', () => Promise.reject(new UserFacingError('No text.')));
    assert.deepEqual(host.messages[0]?.buttons, []);
  });

  it('is silent about a cancelled action', async () => {
    await boundary().guard('x', () => Promise.reject(new vscode.CancellationError()));
    assert.deepEqual(host.messages, []);
    assert.deepEqual(host.logLines, []);
  });

  it('does not show the text of an error nobody explained', async () => {
    await boundary().guard('x', () => Promise.reject(new Error('+61411111111 secret')));
    assert.equal(host.messages.length, 1);
    assert.doesNotMatch(host.messages[0]!.message, /secret/);
  });

  it('keeps words of the API from becoming a link that runs a command', async () => {
    const said = 'see [this](command:workbench.action.quit)';
    await boundary(() => ({ message: said, logLine: 'badRequest' })).guard('x', () =>
      Promise.reject(new Error()),
    );
    assert.doesNotMatch(host.messages[0]!.message, /\]\(/);
    assert.match(host.messages[0]!.message, /see \[this\]/);
  });

  it('only logs a failure of a background loop', () => {
    boundary(() => ({ message: 'm', logLine: 'serverError 500' })).record('poll', new Error());
    assert.deepEqual(host.messages, []);
    assert.deepEqual(host.logLines, [{ level: 'warn', text: 'poll: serverError 500' }]);
  });
});
