/** Calls the control plane of the sandbox a test plays on; throws on anything but 2xx. */
export async function control<Answer = unknown>(
  sandboxUrl: string,
  path: string,
  { method, body }: { readonly method?: string; readonly body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(new URL(`/_sandbox/${path}`, sandboxUrl), {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${text}`);
  }
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
