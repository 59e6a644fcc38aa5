import * as vscode from 'vscode';
import { executeCommand } from '../../platform/commands';
import { UserFacingError, type Remedy } from '../../platform/errors';

/** Why nothing can be asked of the sandbox. */
export type OffReason = 'stopped' | 'gone' | 'portTaken' | 'failed';

/** The sandbox is off, and stays off until somebody starts it. */
export class SandboxOff extends UserFacingError {
  readonly reason = 'sandboxOff';

  constructor(
    readonly why: OffReason,
    message: string,
    remedy: Remedy,
    alternative?: Remedy,
  ) {
    super(message, remedy, { alternative });
    this.name = `SandboxOff: ${why}`;
  }
}

const start = (title: string): Remedy => ({
  title,
  run: () => executeCommand('clicksend.sandbox.start'),
});

const changePort = (): Remedy => ({
  title: vscode.l10n.t('Use Another Port'),
  run: () => executeCommand('clicksend.sandbox.changePort'),
});

export const stopped = () =>
  new SandboxOff(
    'stopped',
    vscode.l10n.t('The sandbox is stopped.'),
    start(vscode.l10n.t('Start Sandbox')),
  );

export const gone = () =>
  new SandboxOff(
    'gone',
    vscode.l10n.t('The sandbox is gone: it ended, though nobody stopped it here.'),
    start(vscode.l10n.t('Start Sandbox')),
  );

export const portTaken = (port: number, isSilent: boolean) =>
  new SandboxOff(
    'portTaken',
    isSilent
      ? vscode.l10n.t('Port {0} is taken by something that does not answer.', String(port))
      : vscode.l10n.t('Port {0} is taken by something that is not the sandbox.', String(port)),
    changePort(),
    start(vscode.l10n.t('Retry')),
  );

export const failed = (port: number, why: string) =>
  new SandboxOff(
    'failed',
    vscode.l10n.t('The sandbox cannot start on port {0}: {1}', String(port), why),
    start(vscode.l10n.t('Retry')),
    changePort(),
  );
