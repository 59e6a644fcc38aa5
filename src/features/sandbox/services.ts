import type { ErrorBoundary } from '../../platform/errors';
import type { Session } from '../../platform/session';
import type { SandboxProcess } from './process';

export interface SandboxServices {
  readonly sandbox: SandboxProcess;
  readonly session: Session<unknown>;
  readonly errors: ErrorBoundary;
}
