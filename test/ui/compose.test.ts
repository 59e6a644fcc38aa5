import assert from 'node:assert/strict';
import { control } from '../support/sandboxControl';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import { waitUntil } from '../support/workbench/waiting';
import type { Workbench } from '../support/workbench/workbench';

/** Numbers the sandbox delivers to, see docs/sandbox.md. */
const ann = '+61411000201';
const bob = '+61499000201';

/** What the sandbox was asked to send to a number, as another program would see it. */
async function historyOf(to: string, body: string): Promise<readonly { body: string }[]> {
  const url = new URL('/v3/sms/history', currentStage().sandboxUrl);
  url.search = new URLSearchParams({
    q: `to:${to}`,
    order_by: 'date:desc',
    limit: '100',
  }).toString();
  const response = await fetch(url, {
    headers: { authorization: `Basic ${Buffer.from('sandbox:sandbox').toString('base64')}` },
  });
  const { data } = (await response.json()) as { data: { data: readonly { body: string }[] } };
  return data.data.filter((row) => row.body === body);
}

describe('sending a selection', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      files: {
        'hello.txt':
          'Your parcel is on its way.\nSecond line, see https://example.com/x\n“Smart” quotes…\n',
        'long.txt': `${'x'.repeat(2040)}\n`,
      },
    });
    await workbench.openFile('hello.txt');
  });

  after(() => workbench.close());

  it('shows parts, encoding and characters left of the selection', async () => {
    await workbench.editor.selectLine(1);
    await workbench.statusBarItem('1 part, GSM-7, 134 left').waitFor();
    await workbench.editor.selectLine(3);
    await workbench.statusBarItem('1 part, UCS-2, 55 left').waitFor();
  });

  it('sends it as a person would: menu, four steps, confirmation, result', async () => {
    const { quickInput } = workbench;
    await workbench.editor.selectLine(1);
    await workbench.editor.rightClickSelection();
    await workbench.pickMenuItem('Send SMS');
    await quickInput.waitForTitle(/^Send SMS · Sandbox.*1\/4/);
    await quickInput.type(`0411 000 201, nonsense, ${bob}`);
    await quickInput.accept();
    await quickInput.row('nonsense').waitFor();
    await workbench.screenshot('send-1-bad-recipient');
    assert.equal(await quickInput.value(), 'nonsense', 'the bad one stays to be mended');
    await quickInput.enter('');
    await quickInput.waitForTitle(/2\/4/);
    await quickInput.row('+61480011223').waitFor();
    await workbench.screenshot('send-2-sender');
    await quickInput.accept();
    await quickInput.waitForTitle(/3\/4/);
    await quickInput.goBack();
    await quickInput.waitForTitle(/2\/4/);
    await quickInput.accept();
    await quickInput.waitForTitle(/3\/4/);
    await quickInput.accept();
    await quickInput.waitForTitle(/4\/4/);
    await workbench.screenshot('send-4-options');
    await quickInput.accept();
    const { message, detail } = await workbench.dialog.read();
    assert.match(message, /^Send 2 SMS for \$0\.16 AUD\?/);
    for (const named of [
      ann,
      bob,
      'Sandbox',
      '1 part, GSM-7',
      'now',
      '$0.16 AUD for 2 messages of 1 part, $0.0792 AUD per message',
      'Balance after: $',
      'Your parcel is on its way.',
    ]) {
      assert.ok(detail.includes(named), `the confirmation names ${named}`);
    }
    await workbench.screenshot('send-5-confirmation');
    await workbench.dialog.press('Send to Sandbox');
    await workbench.tab(/SMS result/).waitFor();
    await workbench.editor.waitForText('Accepted: 2 of 2');
    await workbench.screenshot('send-6-result');
    for (const to of [ann, bob]) {
      assert.equal((await historyOf(to, 'Your parcel is on its way.')).length, 1);
    }
  });

  it('sends nothing when the confirmation is cancelled', async () => {
    await compose(workbench, 2, ann);
    const { detail } = await workbench.dialog.read();
    assert.match(detail, /contains a URL/);
    await workbench.dialog.press('Cancel');
    assert.equal((await historyOf(ann, 'Second line, see https://example.com/x')).length, 0);
  });

  it('offers the unsent message whatever is selected, and continues it where it was left', async () => {
    const { quickInput } = workbench;
    await workbench.editor.selectLine(1);
    await workbench.runCommand('ClickSend: Send SMS');
    await quickInput.row('The text in the editor').waitFor();
    await workbench.screenshot('send-9-unsent');
    await quickInput.pick('Continue your unsent message');
    await quickInput.waitForTitle(/1\/4/);
    await quickInput.row(ann).waitFor();
    await quickInput.accept();
    for (const step of ['2', '3', '4']) {
      await quickInput.waitForTitle(new RegExp(`${step}/4`));
      await quickInput.accept();
    }
    const { detail } = await workbench.dialog.read();
    assert.match(detail, /Second line, see/);
    await workbench.dialog.press('Cancel');
  });

  it('has a way back from the confirmation, and tries a lost price again', async () => {
    const { quickInput, dialog } = workbench;
    await compose(workbench, 1, ann);
    await dialog.press('Back');
    await quickInput.waitForTitle(/4\/4/);
    const fault = { kind: 'error', status: 502, path: '/v3/sms/price', method: 'POST', count: 2 };
    await control(currentStage().sandboxUrl, 'faults', { body: fault });
    await quickInput.accept();
    await quickInput.row(/problem of its own \(502\)/).waitFor();
    await workbench.screenshot('send-10-price-failed');
    await quickInput.pick('Back');
    await quickInput.waitForTitle(/4\/4/);
    await quickInput.accept();
    await quickInput.row(/problem of its own \(502\)/).waitFor();
    await quickInput.accept();
    const { message } = await dialog.read();
    assert.match(message, /^Send 1 SMS for \$0\.08 AUD\?/);
    await dialog.press('Cancel');
  });

  it('goes on from a step that cannot load what it needs', async () => {
    const { quickInput } = workbench;
    const { sandboxUrl } = currentStage();
    const failing = (path: string, count: number) =>
      control(sandboxUrl, 'faults', { body: { kind: 'error', status: 502, path, count } });
    // A read is tried again by itself before it is said to have failed.
    await failing('/v3/account', 1000);
    await workbench.editor.selectLine(1);
    await workbench.runCommand('ClickSend: Send SMS');
    await quickInput.pick('The text in the editor');
    await quickInput.row(/problem of its own \(502\)/).waitFor();
    await control(sandboxUrl, 'faults', { method: 'DELETE' });
    await failing('/v3/lists*', 1000);
    await quickInput.pick('Try Again');
    await quickInput.waitForTitle(/1\/4/);
    // The row of the step, not the one just pressed, which goes a moment later.
    await quickInput
      .row('Try Again')
      .getByText(/could not be loaded/)
      .waitFor();
    await workbench.screenshot('send-11-lists-failed');
    await control(sandboxUrl, 'faults', { method: 'DELETE' });
    await quickInput.pick('Try Again');
    await quickInput.row(/Try Again/).waitFor({ state: 'hidden' });
    // A window under load swallows a key now and then; Enter on nothing can be pressed again.
    await waitUntil('the hint that nobody is chosen', async () => {
      await quickInput.accept();
      return quickInput.row(/Nobody would get it yet/).isVisible();
    });
    await quickInput.type('+61 999 999 999');
    await quickInput.accept();
    await quickInput
      .row('+61 999 999 999')
      .getByText(/Australia/)
      .waitFor();
    await quickInput.enter(ann);
    await quickInput.waitForTitle(/2\/4/);
    await quickInput.enter('MuchTooLongBrand');
    await quickInput
      .row('MuchTooLongBrand')
      .getByText(/at most 11 characters/)
      .waitFor();
    await workbench.screenshot('send-12-sender-refused');
    await quickInput.enter('');
    await quickInput.waitForTitle(/3\/4/);
    await quickInput.enter('yesterday');
    await quickInput.accept();
    assert.equal(await quickInput.value(), 'yesterday');
    await quickInput.waitForTitle(/3\/4/);
    await workbench.screenshot('send-13-yesterday');
    await quickInput.cancel();
  });

  it('shows what is cut off, and sends the shortened text only when it is said to', async () => {
    const { dialog } = workbench;
    await compose(workbench, 1, bob, 'long.txt');
    const { detail } = await dialog.read();
    assert.match(detail, /The message has 14 parts, and the account sends 8/);
    assert.match(detail, /✂ Not sent, 816 characters/);
    await workbench.screenshot('send-14-cut');
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.waitForTitle(/4\/4/);
    await workbench.quickInput.accept();
    await dialog.press('Send the Shortened Text');
    await workbench.editor.waitForText('Accepted: 1 of 1');
    assert.equal((await historyOf(bob, 'x'.repeat(1224))).length, 1);
  });

  it('says that the outcome is unknown when the answer is lost, and does not send again', async () => {
    const fault = { kind: 'reset', when: 'after', method: 'POST', path: '/v3/sms/send', count: 1 };
    await control(currentStage().sandboxUrl, 'faults', { body: fault });
    await compose(workbench, 3, ann);
    await workbench.dialog.press('Send to Sandbox');
    await workbench.dialog.box.filter({ hasText: /Outcome unknown/ }).waitFor();
    await workbench.screenshot('send-7-outcome-unknown');
    const body = '“Smart” quotes…';
    assert.equal(
      (await historyOf(ann, body)).length,
      1,
      'it took effect once and was not repeated',
    );
    await workbench.dialog.press('Check History');
    assert.match(
      (await workbench.dialog.read()).message,
      /^The message of that send was found in history/,
    );
    await workbench.screenshot('send-8-found-in-history');
    await workbench.dialog.press('Stop Asking');
    assert.doesNotMatch((await workbench.notifications.messages()).join(), /unknown/i);
    assert.equal((await historyOf(ann, body)).length, 1, 'looking sends nothing');
    await workbench.openFile('hello.txt');
    assert.match(await workbench.editor.visibleText(), /“Smart” quotes…/);
  });

  it('replaces what forces UCS-2, as one edit', async () => {
    await workbench.openFile('hello.txt');
    await workbench.editor.selectLine(3);
    await workbench.runCommand('ClickSend: Replace Characters That Force UCS-2');
    await workbench.editor.waitForText('"Smart" quotes...');
    await workbench.editor.selectLine(3);
    await workbench.statusBarItem(/1 part, GSM-7/).waitFor();
  });
});

/** Up to the confirmation, with everything but the recipient left as it is. */
async function compose(
  workbench: Workbench,
  line: number,
  to: string,
  file = 'hello.txt',
): Promise<void> {
  const { quickInput } = workbench;
  await workbench.openFile(file);
  await workbench.editor.selectLine(line);
  await workbench.runCommand('ClickSend: Send SMS');
  await waitUntil('the first step', async () => {
    // There, when a message before was not sent.
    if (await quickInput.row('The text in the editor').isVisible()) {
      await quickInput.pick('The text in the editor');
    }
    return (await quickInput.title().catch(() => '')).includes('1/4');
  });
  await quickInput.type(to);
  await waitUntil('the number to be understood', async () =>
    (await quickInput.labels()).includes(to),
  );
  await quickInput.accept();
  for (const step of ['2', '3', '4']) {
    await quickInput.waitForTitle(new RegExp(`${step}/4`));
    await quickInput.accept();
  }
  await workbench.dialog.read();
}
