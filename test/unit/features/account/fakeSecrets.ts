import * as vscode from 'vscode';

/** A storage of secrets for several windows; `random` makes each call take some turns. */
export class FakeSecrets implements vscode.SecretStorage {
  readonly values = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly random: () => number = () => 0) {}

  async get(key: string): Promise<string | undefined> {
    await this.pass();
    const value = this.values.get(key);
    await this.pass();
    return value;
  }

  async store(key: string, value: string): Promise<void> {
    await this.pass();
    this.values.set(key, value);
    this.changed.fire({ key });
    await this.pass();
  }

  async delete(key: string): Promise<void> {
    await this.pass();
    this.values.delete(key);
    this.changed.fire({ key });
    await this.pass();
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.values.keys()]);
  }

  private async pass(): Promise<void> {
    for (let turns = Math.floor(this.random() * 5); turns > 0; turns -= 1) {
      await Promise.resolve();
    }
  }
}
