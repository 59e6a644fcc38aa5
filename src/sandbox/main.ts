import { readFileSync } from 'node:fs';
import { parseArguments, usage } from './commandLine';
import { startSandbox } from './server';
import { DataLocked } from './store/folderLock';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const complain = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function readVersion(): string {
  try {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const manifest = JSON.parse(text) as { readonly version?: unknown };
    return typeof manifest.version === 'string' ? manifest.version : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Exit codes: 2 the port is taken, 3 the data folder is in use, 64 wrong arguments, 1 anything else. */
function failureOf(error: unknown, port: number): { line: string; code: number } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DataLocked) {
    return { line: message, code: 3 };
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const line = `Port ${port} is taken: end what listens there, or choose another with --port.`;
    return { line, code: 2 };
  }
  return { line: message, code: 1 };
}

async function main(): Promise<void> {
  const parsed = parseArguments(process.argv.slice(2));
  if (typeof parsed === 'string') {
    complain(parsed);
    complain(usage);
    process.exitCode = 64;
    return;
  }
  if (parsed.wantsHelp) {
    say(usage);
    return;
  }
  let end: () => void = () => {
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // More than once: Ctrl-C reaches both npm's process and this one, which then hears it twice.
    process.on(signal, () => {
      end();
    });
  }
  try {
    const sandbox = await startSandbox({
      ...parsed.options,
      version: readVersion(),
      onAbandoned: () => {
        end();
      },
      onStop: () => {
        end();
      },
    });
    end = (): void => {
      end = () => undefined;
      void sandbox.close().finally(() => process.exit(0));
    };
    const { url, port } = sandbox;
    say(
      parsed.wantsJson
        ? JSON.stringify({ event: 'listening', url, port, pid: process.pid })
        : `ClickSend sandbox listening on ${url}`,
    );
  } catch (error) {
    const { line, code } = failureOf(error, parsed.options.port);
    complain(line);
    process.exit(code);
  }
}

await main();
