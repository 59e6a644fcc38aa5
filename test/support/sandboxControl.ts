/** Calls the control plane of the sandbox a test plays on; throws on anything but 2xx. */
export async function control<Answer = unknown>(
  sandboxUrl: string,
  path: string,
  { method, body }: { readonly method?: string; readonly body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(new URL(`/_sandbox/${path}`, sandboxUrl), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    // A page in a browser cannot send this header unasked, which is why the sandbox wants it.
    headers: { 'content-type': 'application/json', 'x-clicksend-sandbox': 'test' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${text}`);
  }
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
