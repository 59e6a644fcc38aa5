import { parseArgs } from 'node:util';
import { parseDecision, type Decisions } from './decisions';
import type { SandboxOptions } from './options';

export const defaultPort = 4280;

const defaultGraceSeconds = 30;

export const usage = `Usage: clicksend-sandbox [options]

  --port N               port on loopback (default ${defaultPort}; 0 takes a free one)
  --data DIR             keep the data in DIR (default: in memory)
  --seed demo|none       what a new account finds (default demo)
  --strict USER:KEY      accept only these credentials; may be given more than once
  --decide NAME=VALUE    switch a decision; may be given more than once (docs/sandbox.md)
  --allow-remote-push    push to webhooks on other machines too
  --test-number-receipts treat ClickSend's test numbers like any other
  --rate-limit N         answer 429 after N requests a minute to one endpoint
  --allow-host NAME      answer to this host name too; may be given more than once
  --lease                end when nobody holds /_sandbox/attach open any more
  --lease-grace SECONDS  ... for so long (default ${defaultGraceSeconds})
  --json                 print the ready line as JSON
  --help`;

export interface ParsedArguments {
  readonly options: SandboxOptions & { readonly port: number };
  readonly wantsJson: boolean;
  readonly wantsHelp: boolean;
}

const flags = {
  port: { type: 'string' },
  data: { type: 'string' },
  seed: { type: 'string' },
  strict: { type: 'string', multiple: true },
  decide: { type: 'string', multiple: true },
  'allow-remote-push': { type: 'boolean' },
  'test-number-receipts': { type: 'boolean' },
  'rate-limit': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  lease: { type: 'boolean' },
  'lease-grace': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const readArgs = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: flags, allowPositionals: false }).values;

type Values = ReturnType<typeof readArgs>;

function decisionsOf(values: Values): Partial<Decisions> | string {
  const given = [
    ...(values['allow-remote-push'] ? ['allowRemotePush=true'] : []),
    ...(values['test-number-receipts'] ? ['testNumberReceipts=true'] : []),
    ...(values['rate-limit'] === undefined ? [] : [`rateLimit=${values['rate-limit']}`]),
    ...(values.strict === undefined ? [] : ['strictCredentials=true']),
    ...(values.decide ?? []),
  ];
  let decisions: Partial<Decisions> = {};
  for (const text of given) {
    const parsed = parseDecision(text);
    if (typeof parsed === 'string') {
      return parsed;
    }
    decisions = { ...decisions, ...parsed };
  }
  return decisions;
}

/** A username may be an e-mail address but has no colon; the key is everything after the first. */
function credentialsOf(pairs: readonly string[]): Record<string, string> | string {
  const credentials: Record<string, string> = {};
  for (const pair of pairs) {
    const colon = pair.indexOf(':');
    if (colon < 1) {
      return '--strict wants USER:KEY';
    }
    credentials[pair.slice(0, colon)] = pair.slice(colon + 1);
  }
  return credentials;
}

/** Reads the command line; a sentence when it is wrong. */
export function parseArguments(args: readonly string[]): ParsedArguments | string {
  let values: Values;
  try {
    values = readArgs(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { seed = 'demo', data } = values;
  const port = Number(values.port ?? defaultPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return '--port wants 0 to 65535';
  }
  if (seed !== 'demo' && seed !== 'none') {
    return '--seed wants demo or none';
  }
  const grace = Number(values['lease-grace'] ?? defaultGraceSeconds);
  if (!(grace >= 0)) {
    return '--lease-grace wants seconds';
  }
  const decisions = decisionsOf(values);
  if (typeof decisions === 'string') {
    return decisions;
  }
  const credentials = credentialsOf(values.strict ?? []);
  if (typeof credentials === 'string') {
    return credentials;
  }
  return {
    options: {
      ...{ port, seed, decisions, credentials, allowedHosts: values['allow-host'] ?? [] },
      ...(data === undefined ? {} : { dataFolder: data }),
      ...(values.lease ? { leaseGraceMs: grace * 1000 } : {}),
    },
    wantsJson: values.json ?? false,
    wantsHelp: values.help ?? false,
  };
}
