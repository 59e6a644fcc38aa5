import { ClickSendError } from '../errors';

/** Whether a URL's host is this machine: 127.0.0.0/8, ::1 or the name localhost. */
export function isLoopback(url: URL): boolean {
  // WHATWG URL parsing has already turned every spelling of an IPv4 address into four decimals.
  return (
    url.hostname === 'localhost' ||
    url.hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(url.hostname)
  );
}

/**
 * Parses a base URL that credentials may be sent to: https, or http on loopback; a path is allowed,
 * a query, fragment or embedded credentials are not. Throws `ClickSendError` 'insecureUrl'.
 */
export function parseBaseUrl(text: string): URL {
  const url = parseUrl(text);
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  if (url === undefined || !secure || url.username || url.password || /[?#]/.test(text)) {
    throw new ClickSendError('insecureUrl');
  }
  return url;
}

export function parseUrl(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
