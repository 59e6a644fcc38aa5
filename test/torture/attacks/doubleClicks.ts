import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { sceneNames } from '../clicks/order';
import type { ClickOrder, SceneName } from '../clicks/order';
import { judge, judgeArrivals } from '../judge';
import { body } from '../trial';
import type { Attack, Trial } from '../trial';

const send = '/v3/sms/send';

/** Scenes on a campaign that is there already, and what brings it to where they begin. */
const prepared: Partial<Record<SceneName, (trial: Trial) => Promise<unknown>>> = {
  resume: (trial) =>
    trial.engine({ strike: { how: 'kill', on: 'request', nth: 2, side: 'after' } }),
  retryRejected: async (trial) => {
    await trial.prepare({ isShort: true });
    await trial.engine({ until: 'run' });
    await trial.topUp();
  },
  sendUndecided: async (trial) => {
    await trial.stage.sandbox.arm({ kind: 'reset', when: 'before', path: send, count: 1 });
    await trial.engine({ until: 'run', concurrency: 1 });
    await trial.stage.sandbox.disarm();
  },
  sendLate: (trial) => trial.engine({ schedule: Math.floor(Date.now() / 1000) - 60 }),
};

/** Campaigns that several windows may press on at once: the lock is between them. */
const inTwoWindows: readonly SceneName[] = ['resume', 'retryRejected', 'sendUndecided', 'sendLate'];

const startsCampaign: readonly SceneName[] = ['startTable', 'sendDocument', 'runSource'];

/** What was sent before the double click is part of the scene. */
const sentBefore: Partial<Record<SceneName, number>> = {
  reply: 1,
  sendAgain: 1,
  replyInHistory: 1,
  // Which of the two comes first is open, and to send a scheduled message again leaves it there.
  rescheduleAndAgain: 1,
};

async function press(trial: Trial, scene: SceneName): Promise<void> {
  const { stage, csv } = trial;
  const order: ClickOrder = {
    scene,
    storage: path.join(trial.folder, 'storage'),
    sandboxPort: Number(new URL(stage.sandbox.url).port),
    csv,
    body: scene in prepared || startsCampaign.includes(scene) ? body : 'See you on Mon, 3rd.',
    to: trial.people[0]!.to,
    campaignId: trial.campaignId,
    presses: trial.pick([2, 2, 2, 5]),
    gap: trial.pick([0, 0, 1, 3, 10]),
  };
  trial.tell(JSON.stringify(order));
  const count = inTwoWindows.includes(scene) && trial.chance(0.3) ? 2 : 1;
  const windows = Array.from({ length: count }, () => stage.windows.take());
  for (const window of windows.map((each) => each.start(order))) {
    const end = await trial.follow(window);
    if (end !== 'end pressed') {
      trial.found('lost', `the double click on ${scene} broke: ${end}`);
    }
  }
}

/** A message that was cancelled is not one that somebody gets. */
async function judgeMessage(trial: Trial, scene: SceneName): Promise<void> {
  const [person] = trial.people;
  const all = await trial.arrived();
  const alive = all.slice(sentBefore[scene] ?? 0).filter(({ status }) => status !== 'Cancelled');
  judgeArrivals(trial, [person!], alive, () => 'See you on Mon, 3rd.');
}

/** Every command that spends is pressed twice, or its key is held down. */
export const doubleClicks: Attack = {
  name: 'doubleClicks',
  adds: 'doubleStarts',
  judgesItself: true,
  run: async (trial) => {
    const scene = trial.pick(sceneNames);
    const campaigns = path.join(trial.folder, 'storage', 'campaigns');
    await mkdir(campaigns, { recursive: true });
    trial.username = 'sandbox';
    trial.directory = path.join(campaigns, trial.campaignId);
    await trial.prepare();
    await prepared[scene]?.(trial);
    await press(trial, scene);
    trial.did('doubleStarts');
    if (!(scene in prepared) && !startsCampaign.includes(scene)) {
      await judgeMessage(trial, scene);
      return;
    }
    const started = await readdir(campaigns);
    if (started.length !== 1) {
      trial.found(started.length > 1 ? 'twice' : 'lost', `${started.length} campaigns from one`);
    }
    for (const id of started) {
      trial.directory = path.join(campaigns, id);
      await trial.finish();
    }
    await judge(trial);
  },
};
