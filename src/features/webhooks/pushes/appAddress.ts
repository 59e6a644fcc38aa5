/** Why an address cannot be used. */
export type AddressProblem = 'notAUrl' | 'notHttp' | 'credentials' | 'tooLong';

/** An http(s) address a person typed, or why it will not do. Credentials in it are refused. */
export function readAddress(text: string): URL | AddressProblem {
  const trimmed = text.trim();
  if (trimmed.length > 2000) {
    return 'tooLong';
  }
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return 'notAUrl';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'notHttp';
  }
  return url.username === '' && url.password === '' ? url : 'credentials';
}

/** Only this machine answers at it. */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    name === '0.0.0.0' ||
    name === '::' ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    /^::ffff:(127\.|7f)/.test(name)
  );
}

/** Nobody on the internet can reach it, so ClickSend cannot push there. */
export function isOutOfReach(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  return (
    isLoopback(name) ||
    name.startsWith('10.') ||
    name.startsWith('192.168.') ||
    /^172\.(1[6-9]|2\d|3[01])\./.test(name) ||
    name.startsWith('169.254.') ||
    /^(f[cd][0-9a-f]{2}|fe80):/.test(name) ||
    /\.(local|internal|lan|home|test|invalid|example)$/.test(name) ||
    (!name.includes('.') && !name.includes(':'))
  );
}

/**
 * The address as it may stand in a panel: no query, and path parts that look like secrets masked,
 * because people put their tokens there (ClickSend signs nothing).
 */
export function showAddress(address: string): string {
  const url = readAddress(address);
  if (typeof url === 'string') {
    return address === 'poll' ? 'poll' : '?';
  }
  const path = url.pathname
    .split('/')
    .map((part) => (/^(?=.*\d)[\w~.-]{12,}$/.test(part) ? '…' : part))
    .join('/');
  return `${url.origin}${path}${url.search ? '?…' : ''}`;
}
