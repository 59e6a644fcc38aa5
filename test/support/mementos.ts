import type { Memento } from 'vscode';

/** A memento as VS Code's: values go through JSON, undefined removes. */
export function aMemento(start: Readonly<Record<string, unknown>> = {}): Memento {
  const kept = new Map(Object.entries(start).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, fallback?: T) => {
      const text = kept.get(key);
      return text === undefined ? fallback : (JSON.parse(text) as T);
    },
    update: (key: string, value: unknown) => {
      if (value === undefined) {
        kept.delete(key);
      } else {
        kept.set(key, JSON.stringify(value));
      }
      return Promise.resolve();
    },
  };
}
