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
    assert.match(message, /^Send 2 SMS for \$0\.1584 AUD\?/);
    for (const named of [ann, bob, 'Sandbox', '1 part, GSM-7', 'now', '$0.1584 AUD']) {
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
async function compose(workbench: Workbench, line: number, to: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.openFile('hello.txt');
  await workbench.editor.selectLine(line);
  await workbench.runCommand('ClickSend: Send SMS');
  await quickInput.waitForTitle(/1\/4/);
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
