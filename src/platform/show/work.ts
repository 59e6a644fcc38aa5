import * as vscode from 'vscode';
import { systemClock, type Schedule } from '../clock';
import { showProgress } from './status';

export interface WorkStep {
  readonly message?: string;
  /** Per cent of the whole that came about since the last step. */
  readonly increment?: number;
}
export type ReportStep = (step: WorkStep) => void;

/** A person sees no notification for what takes less. */
const silentMs = 1000;

/**
 * Work that a person waits for. After a second it gets a notification, whose Cancel aborts `signal`.
 *
 * @throws whatever `run` throws
 */
export async function withWork<T>(
  title: string,
  run: (signal: AbortSignal, report: ReportStep) => Promise<T>,
  schedule: Schedule = systemClock.schedule,
): Promise<T> {
  const cancelling = new AbortController();
  let show: ReportStep | undefined;
  // What is reported before the notification is there, it begins with.
  let before: WorkStep = {};
  const work = run(cancelling.signal, (step) => {
    if (show) {
      show(step);
    } else {
      const increment = (before.increment ?? 0) + (step.increment ?? 0);
      // Even one of 0 would make a bar that cannot tell how far it is stand still.
      before = { ...before, ...step, ...(increment > 0 && { increment }) };
    }
  });
  if (!(await takesLong(work, schedule))) {
    return work;
  }
  return showProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(() => {
        cancelling.abort();
      });
      show = (step) => {
        progress.report(step);
      };
      show(before);
      return work;
    },
  );
}

function takesLong(work: Promise<unknown>, schedule: Schedule): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = schedule(silentMs, () => {
      resolve(true);
    });
    const end = (): void => {
      stop();
      resolve(false);
    };
    work.then(end, end);
  });
}
