/** Stands in for `node:os` under the engine: an attack may move a process to another machine. */
import * as real from 'node:os';

export * from 'node:os';

export const realPid = process.pid;

const { TORTURE_HOST: host, TORTURE_PID: pid } = process.env;

// Inside a container a process has a number that means another, or nobody, outside of it.
if (pid !== undefined) {
  Object.defineProperty(process, 'pid', { value: Number(pid) });
}

export const hostname = (): string => host ?? real.hostname();
