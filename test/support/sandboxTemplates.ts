/** A template as the API has it. */
export interface RawTemplate {
  readonly template_id: number;
  readonly template_name: string;
  readonly body: string;
}

/** What another program, or a colleague, does to the templates of the sandbox's account. */
export class SandboxTemplates {
  constructor(private readonly sandboxUrl: string) {}

  async all(): Promise<readonly RawTemplate[]> {
    const page = await this.call<{ data: readonly RawTemplate[] }>('GET', '?limit=100');
    return page.data;
  }

  /** The body of a template, or undefined when there is none of that id. */
  async body(id: number): Promise<string | undefined> {
    return (await this.all()).find(({ template_id }) => template_id === id)?.body;
  }

  create(name: string, body: string): Promise<RawTemplate> {
    return this.call('POST', '', { template_name: name, body });
  }

  update(id: number, name: string, body: string): Promise<RawTemplate> {
    return this.call('PUT', `/${id}`, { template_name: name, body });
  }

  async remove(id: number): Promise<void> {
    await this.call('DELETE', `/${id}`);
  }

  async clear(): Promise<void> {
    for (const { template_id } of await this.all()) {
      await this.remove(template_id);
    }
  }

  private async call<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const response = await fetch(`${this.sandboxUrl}/v3/sms/templates${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from('sandbox:sandbox').toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} templates${path} answered ${response.status}`);
    }
    return ((await response.json()) as { data: Data }).data;
  }
}
