import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWorkbench } from '../support/workbench/openWorkbench';
import type { TreeView } from '../support/workbench/tree';
import type { Workbench } from '../support/workbench/workbench';

/** As a person who works with webhooks would: the other views folded. */
async function makeRoom(workbench: Workbench): Promise<void> {
  for (const title of ['Templates', 'History', 'Inbound']) {
    await workbench.tree(title).foldPane();
  }
}

describe('webhooks in the window', () => {
  let workbench: Workbench;
  let view: TreeView;
  let app: Server;
  let appUrl: string;
  const received: string[] = [];

  before(async () => {
    app = createServer((request, response) => {
      received.push(`${request.method ?? ''} ${request.url ?? ''}`);
      request.resume();
      response.writeHead(500, { 'content-type': 'text/plain' }).end('out of coffee\nand tea');
    }).listen(0, '127.0.0.1');
    await once(app, 'listening');
    appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/clicksend`;
    workbench = await openWorkbench({ viewport: { width: 1400, height: 1100 } });
    await workbench.runCommand('ClickSend: Use Sandbox');
    await workbench.openSideBar('ClickSend');
    view = workbench.tree('Webhooks');
    await view.expandPane();
    await makeRoom(workbench);
  });

  after(async () => {
    await workbench.close();
    app.closeAllConnections();
    app.close();
  });

  it('offers to start, before anything was done', async () => {
    await view.waitForRow('Start the webhook listener');
    await view.waitForRow('Nothing caught yet');
    await workbench.screenshot('webhooks-1-empty');
  });

  it('listens behind a secret path that it does not show', async () => {
    await workbench.runCommand('ClickSend: Start Webhook Listener');
    await view.waitForRow(/Listening.*http:\/\/127\.0\.0\.1:\d+\/.*…/);
    await workbench.output.waitForText('Listening for pushes on http');
    assert.doesNotMatch(await workbench.output.visibleText(), /[0-9a-f]{32}/);
  });

  it('catches a test receipt: row, panel, meaning in words', async () => {
    await workbench.runCommand('ClickSend: Send Test Delivery Receipt...');
    await workbench.quickInput.waitForTitle('Send Test Delivery Receipt');
    await workbench.screenshot('webhooks-2-where-to');
    await workbench.quickInput.pick(/The webhook listener/);
    await view.waitForRow(/Receipt: Delivered/);
    await workbench.output.waitForText('Caught: Delivery receipt as form');
    await workbench.output.waitForText('201: delivered to the handset (final)');
    await workbench.screenshot('webhooks-3-caught');
  });

  it("replays it to an app and shows the app's 500 as such", async () => {
    await view.pressInline(/Receipt: Delivered/, 'Replay Push');
    await workbench.quickInput.enter(appUrl);
    await workbench.output.waitForText(`Replayed (Delivery receipt) to ${appUrl}: 500 in`);
    await view.waitForRow(/Receipt: Delivered.*app: 500 in.*/);
    await workbench.output.waitForText('"out of coffee\\nand tea"');
    assert.deepEqual(received, ['POST /clicksend']);
    for (const theme of ['Dark Modern', 'Light Modern', 'Default High Contrast'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`webhooks-4-replayed-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
    await workbench.setTheme('Dark Modern');
  });

  it('sends an edited push', async () => {
    await view.pressInline(/Receipt: Delivered/, 'Edit and Replay Push...');
    await workbench.tab(/\.push\.json/).waitFor();
    await workbench.runCommand('ClickSend: Send Edited Push');
    await workbench.quickInput.pick(appUrl);
    await workbench.output.waitForText('Sent edited (Delivery receipt)');
    await workbench.screenshot('webhooks-5-edited');
  });

  it('lists, creates and switches rules', async () => {
    await view.expand('Receipt Rules');
    await view.pressInline('Receipt Rules', 'Create Webhook Rule...');
    await workbench.quickInput.pick('Push to an address');
    await workbench.quickInput.pick(/The webhook listener/);
    await workbench.quickInput.pick('All');
    await workbench.quickInput.enter('To my editor');
    await view.waitForRow(/To my editor.*on · all receipts/);
    await workbench.screenshot('webhooks-6-rules');
    await view.pressInline(/To my editor/, 'Switch Webhook Rule Off');
    await view.waitForRow(/To my editor.*off/);
    await view.waitForRow(/Keep for polling.*on/);
  });

  it('pushes a simulated reply through an inbound rule', async () => {
    await view.pressInline('Inbound Rules', 'Create Webhook Rule...');
    const { quickInput } = workbench;
    await quickInput.pick('Push to an address');
    await quickInput.pick(/The webhook listener/);
    await quickInput.pick('Flat JSON');
    await quickInput.enter('*');
    await quickInput.pick('Any text');
    await quickInput.enter('Replies to my editor');
    await view.expand('Inbound Rules');
    await view.waitForRow(/Replies to my editor.*on · all numbers/);
    await workbench.runCommand('ClickSend: Simulate Reply...');
    await quickInput.waitForTitle('Simulate Reply');
    await quickInput.pick(/^\+61/);
    await quickInput.enter('Yes, at noon');
    await view.waitForRow(/Inbound: Yes, at noon/);
    await workbench.output.waitForText('Caught: Inbound SMS as JSON');
    await workbench.screenshot('webhooks-8-simulated-reply');
  });

  it('has what it caught again after a reload, and listens on', async () => {
    await workbench.reload();
    await workbench.openSideBar('ClickSend');
    await view.expandPane();
    await view.waitForRow(/Receipt: Delivered/);
    await view.waitForRow(/Listening/);
    await workbench.screenshot('webhooks-7-reloaded');
  });
});
