/** What scripts/host/stage.mjs started for this run. */
export interface Stage {
  readonly workbenchUrl: string;
  readonly browserEndpoint: string;
  readonly sandboxUrl: string;
  readonly sandboxPid: number;
  /** What every window starts with. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Holds `User/settings.json`, `Machine/settings.json`, `User/globalStorage` and `logs`. */
  readonly userDataFolder: string;
  readonly samplesFolder: string;
  readonly scratchFolder: string;
  readonly screenshotsFolder: string;
}

export function currentStage(): Stage {
  const stage = process.env['CLICKSEND_STAGE'];
  if (stage === undefined) {
    throw new Error('No stage: run `npm run test:ui` or scripts/look.mjs.');
  }
  return JSON.parse(stage) as Stage;
}
