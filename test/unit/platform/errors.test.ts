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

  it('shows as a dialog what must not outlive its answer', async () => {
    await boundary().guard('x', () => {
      throw new UserFacingError(
        'Unknown.',
        { title: 'Look', run: () => undefined },
        { isModal: true },
      );
    });
    await boundary().guard('x', () => {
      throw new UserFacingError('Known.');
    });
    assert.deepEqual(
      host.messages.map(({ modal }) => modal),
      [true, false],
    );
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
