// Tests that work a real window as a person does.
import { step } from '../host/commands.mjs';
import { openStage } from '../host/stage.mjs';
import { runMochaSuite } from './mochaSuite.mjs';

export async function runUiSuite(processes, vsix) {
  const stage = await step('Starting sandbox, VS Code and browser', () =>
    openStage(processes, { vsix }),
  );
  return runMochaSuite('ui', {
    mochaArguments: [
      ...['--timeout', '120000'],
      ...['--require', 'out/test/support/workbench/failurePictures.mjs'],
    ],
    env: { CLICKSEND_STAGE: JSON.stringify(stage) },
  });
}
