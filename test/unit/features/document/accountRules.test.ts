import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RulesOfAccount } from '../../../../src/features/document/accountRules';
import type { ActiveAccount } from '../../../../src/platform/session';
import { ErrorBoundary } from '../../../../src/platform/errors';
import type { Account } from '../../../../src/sms/resources';
import { accountOf } from '../../../../src/platform/documents';
import { EventEmitter, settle, window } from '../../../support/vscode';

const minute = 60_000;
const activeAccount = (id: string): ActiveAccount => ({
  id,
  kind: 'live',
  username: id,
  label: id,
});

class Stage {
  now = 1_000_000_000;
  asked = 0;
  changes = 0;
  answer: () => Promise<Partial<Account>> = () =>
    Promise.resolve({ maxParts: 6, country: 'AU', defaultCountrySms: 'NZ' });
  private readonly activeChanged = new EventEmitter<ActiveAccount | undefined>();
  private readonly session = {
    active: activeAccount('one') as ActiveAccount | undefined,
    ready: Promise.resolve(),
    onDidChangeActive: this.activeChanged.event as never,
    client: () =>
      Promise.resolve({
        account: {
          get: () => {
            this.asked++;
            return this.answer();
          },
        },
      } as never),
  };
  readonly rules = new RulesOfAccount(
    this.session,
    new ErrorBoundary(window.createOutputChannel() as never, () => undefined),
    { now: () => new Date(this.now) },
  );

  constructor() {
    this.rules.onDidChange(() => this.changes++);
  }

  async known() {
    this.rules.lookUp();
    await settle();
    return this.rules.lookUp();
  }

  switchTo(active: ActiveAccount | undefined): void {
    this.session.active = active;
    this.activeChanged.fire(active);
  }
}

describe('RulesOfAccount', () => {
  it('knows nothing at first, asks once, and tells when it knows', async () => {
    const stage = new Stage();
    assert.deepEqual(stage.rules.lookUp(), { maxParts: undefined, defaultCountry: undefined });
    assert.deepEqual(await stage.known(), { maxParts: 6, defaultCountry: 'NZ' });
    assert.deepEqual([stage.asked, stage.changes], [1, 1]);
  });

  it('takes the country of the account where it has none for SMS', async () => {
    const stage = new Stage();
    stage.answer = () => Promise.resolve({ country: 'AU' });
    assert.equal((await stage.known()).defaultCountry, 'AU');
  });

  it('does not judge a document of another account, but one of its own and one of none', async () => {
    const stage = new Stage();
    const ours = await stage.known();
    const lookUp = (uri: string) => stage.rules.lookUp(accountOf(vscode.Uri.parse(uri)));
    assert.equal(lookUp('clicksend://template/7/Reminder.sms?one'), ours);
    assert.equal(lookUp('file:///a.sms?x'), ours);
    assert.equal(lookUp('clicksend://template/7/Reminder.sms?two').maxParts, undefined);
  });

  it('asks nobody while nobody is signed in', async () => {
    const stage = new Stage();
    stage.switchTo(undefined);
    await stage.known();
    assert.equal(stage.asked, 0);
  });

  it('leaves a failure alone for some minutes', async () => {
    const stage = new Stage();
    stage.answer = () => Promise.reject(new Error('down'));
    await stage.known();
    await stage.known();
    assert.equal(stage.asked, 1);
    stage.answer = () => Promise.resolve({ maxParts: 8 });
    stage.now += 6 * minute;
    assert.equal((await stage.known()).maxParts, 8);
  });

  it('does not take what one account answers for the rules of the next', async () => {
    const stage = new Stage();
    let answer: (account: Partial<Account>) => void = () => undefined;
    stage.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    stage.rules.lookUp();
    await settle();
    stage.switchTo(activeAccount('two'));
    stage.answer = () => Promise.resolve({ maxParts: 8, country: 'US' });
    answer({ maxParts: 1, country: 'FR' });
    assert.deepEqual(await stage.known(), { maxParts: 8, defaultCountry: 'US' });
  });
});
