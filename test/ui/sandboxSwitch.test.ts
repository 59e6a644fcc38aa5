import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { control } from '../support/sandboxControl';
import { openWorkbench } from '../support/workbench/openWorkbench';
import { currentStage } from '../support/workbench/stage';
import { waitUntil } from '../support/workbench/waiting';
import type { Workbench } from '../support/workbench/workbench';

const body = 'Kept over a stop';

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as net.AddressInfo).port;
}

async function unusedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** History alone, so that its welcome has room. */
async function showHistory(workbench: Workbench) {
  await workbench.openSideBar('ClickSend');
  const history = workbench.tree('History');
  await history.expandPane();
  await workbench.tree('Templates').foldPane();
  await workbench.tree('Inbound').foldPane();
  return history;
}

describe('the switch of the sandbox', () => {
  let workbench: Workbench;
  let history: Awaited<ReturnType<typeof showHistory>>;
  let port: number;
  const strangers: net.Server[] = [];

  const url = () => `http://127.0.0.1:${port}`;
  const answers = () =>
    control(url(), 'health').then(
      () => true,
      () => false,
    );
  const isWelcomed = (view: typeof history, text: RegExp) =>
    waitUntil(`the view to say ${String(text)}`, async () => text.test(await view.welcomeText()));

  /** A change that comes while the file watcher is busy is missed at times, so it is made again. */
  const usePort = async (next: number, isSeen: () => Promise<boolean>) => {
    port = next;
    await waitUntil(`the port ${port}`, async () => {
      workbench.setSettings({ 'clicksend.sandbox.port': port });
      const patience = Date.now() + 4000;
      return waitUntil('a moment', async () => (await isSeen()) || Date.now() > patience).then(
        isSeen,
      );
    });
  };
  const isAtPort = () => workbench.statusBarItem(`:${port}`).isVisible();
  const isTaken = () => workbench.statusBarItem('Sandbox cannot start').isVisible();

  before(async () => {
    workbench = await openWorkbench({ files: { 'a.txt': 'hello\n' } });
  });

  after(async () => {
    await workbench.close();
    strangers.forEach((server) => {
      server.close();
    });
    await control(url(), 'stop', { body: {} }).catch(() => undefined);
  });

  it('is found by the status bar at the start when one runs, though nobody has asked it yet', async () => {
    const { port: given } = new URL(currentStage().sandboxUrl);
    await workbench.statusBarItem(`:${given}`).waitFor();
    assert.equal(await workbench.statusBarItem(/Sandbox (stopped|not running|gone)/).count(), 0);
  });

  it('stops, stays stopped under a visible view, and comes back with its data', async () => {
    history = await showHistory(workbench);
    await usePort(await unusedPort(), isAtPort);
    await fetch(`${url()}/v3/sms/send`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('sandbox:sandbox').toString('base64')}` },
      body: JSON.stringify({ messages: [{ body, to: '+61400000201' }] }),
    });
    await workbench.runCommand('ClickSend: Refresh History');
    await history.waitForRow(body);
    await workbench.runCommand('ClickSend: Stop Sandbox');
    await isWelcomed(history, /The sandbox is stopped/);
    await workbench.statusBarItem('Sandbox stopped').waitFor();
    await workbench.runCommand('ClickSend: Refresh History');
    await isWelcomed(history, /The sandbox is stopped/);
    assert.equal(await answers(), false);
    await workbench.screenshot('sandbox-1-stopped');
  });

  it('is off in another window too, and on in both once one starts it', async () => {
    const other = await openWorkbench({ files: { 'b.txt': 'x\n' }, stage: currentStage() });
    try {
      const itsHistory = await showHistory(other);
      await isWelcomed(itsHistory, /The sandbox is stopped/);
      assert.equal(await answers(), false);
      await itsHistory.pressWelcome('Start Sandbox');
      await itsHistory.waitForRow(body);
      await history.waitForRow(body);
      await workbench.statusBarItem(`:${port}`).waitFor();
    } finally {
      await other.close();
    }
  });

  it('is said to be gone when it was killed from outside', async () => {
    const { pid } = await control<{ pid: number }>(url(), 'health');
    process.kill(pid, 'SIGKILL');
    await isWelcomed(history, /The sandbox is gone/);
    await workbench.statusBarItem('Sandbox gone').waitFor();
    await workbench.screenshot('sandbox-2-gone');
    await history.pressWelcome('Start Sandbox');
    await history.waitForRow(body);
  });

  it('names a server that is not the sandbox on its port, and moves to another', async () => {
    const stranger = http.createServer((_request, response) => response.end('hello'));
    strangers.push(stranger);
    await usePort(await listen(stranger), isTaken);
    await isWelcomed(history, /something that is not the sandbox has its port/);
    await workbench.runCommand('ClickSend: Start Sandbox');
    const said = new RegExp(`Port ${port} is taken by something that is not the sandbox`);
    await workbench.notifications.waitFor(said);
    await workbench.screenshot('sandbox-3-taken');
    await workbench.notifications.press(said, 'Use Another Port');
    await workbench.quickInput.waitForTitle('Change Port of Sandbox');
    const offered = Number(await workbench.quickInput.value());
    assert.ok(offered > port);
    await workbench.quickInput.accept();
    port = offered;
    await workbench.statusBarItem(`:${port}`).waitFor();
    await history.waitForRow(body);
  });

  it('waits for no server that takes connections and never answers, and retries', async () => {
    const mute = net.createServer(() => undefined);
    await usePort(await listen(mute), isTaken);
    await isWelcomed(history, /something that is not the sandbox has its port/);
    await workbench.statusBarItem('Sandbox cannot start').waitFor();
    mute.close();
    await history.pressWelcome('Retry');
    await workbench.statusBarItem(`:${port}`).waitFor();
    await history.waitForRow(body);
  });
});
