import { createInterface } from 'node:readline';
import { host } from '../../support/vscode';
import { startAnswering } from './hands';
import type { ClickOrder } from './order';
import { prepare } from './scenes';
import { openWindow } from './window';

const say = (line: string): void => {
  process.stdout.write(`${line.replaceAll('\n', ' | ')}\n`);
};

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

async function press(order: ClickOrder): Promise<void> {
  const presses = await prepare(order);
  const running: unknown[] = [];
  for (let i = 0; i < Math.max(order.presses, presses.length); i++) {
    const [id, ...args] = presses[i % presses.length]!;
    running.push(host.commands.get(id)?.(...args));
    await turns(order.gap);
  }
  await Promise.all(running);
}

async function obey(order: ClickOrder): Promise<void> {
  openWindow(order.storage, order.sandboxPort);
  await turns(5);
  startAnswering(order);
  await press(order);
  for (const { message, detail } of host.messages) {
    say(`shown: ${message}${detail === undefined ? '' : ` (${detail})`}`);
  }
  for (const { level, text } of host.logLines.filter((line) => line.level === 'error')) {
    say(`${level}: ${text}`);
  }
  say('end pressed');
}

for await (const line of createInterface({ input: process.stdin })) {
  await obey(JSON.parse(line) as ClickOrder).catch((error: unknown) => {
    say(`failed ${error instanceof Error ? error.stack : String(error)}`);
  });
  process.exit(0);
}
