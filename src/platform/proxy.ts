import * as vscode from 'vscode';

/**
 * The http or https proxy that VS Code's settings or the environment name for an address; undefined
 * means none, also where the address is none: who uses it says so better. Only what the user set counts: a workspace may not choose who carries a request.
 */
export function proxyFor(
  address: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const host = new URL(address).hostname;
  const settings = vscode.workspace.getConfiguration();
  const own = (id: string) => settings.inspect(id)?.globalValue;
  if (own('http.proxySupport') === 'off') {
    return undefined;
  }
  const excepted = [
    ...list(own('http.noProxy')),
    ...(environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(','),
  ];
  if (excepted.some((pattern) => matches(host, pattern.trim()))) {
    return undefined;
  }
  const proxies = [own('http.proxy'), environment['https_proxy'], environment['HTTPS_PROXY']];
  return proxies
    .map((proxy) => (typeof proxy === 'string' ? proxy.trim() : ''))
    .find((proxy) => proxy !== '');
}

const list = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

/** As curl and VS Code read it: `*`, a host, or a domain with all below it, with or without a dot. */
function matches(host: string, pattern: string): boolean {
  if (pattern === '' || pattern === '*') {
    return pattern === '*';
  }
  const domain = pattern
    .replace(/^\*?\./, '')
    .replace(/:\d+$/, '')
    .toLowerCase();
  return host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
}
