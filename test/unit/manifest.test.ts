import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { ContextKeys, extensionId, languageIds, Views } from '../../src/contributions';
import { contextValues, interfaceKeys } from '../support/sourceText';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly enablement?: string;
}

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Contributions {
  readonly commands: readonly Command[];
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  readonly keybindings?: readonly MenuItem[];
  readonly views: Readonly<
    Record<
      string,
      readonly { readonly id: string; readonly icon: string; readonly when?: string }[]
    >
  >;
  readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
  readonly viewsWelcome: readonly {
    readonly view: string;
    readonly when?: string;
    contents: string;
  }[];
  readonly configuration: { readonly properties: Readonly<Record<string, { scope?: string }>> };
}

const text = readFileSync('package.json', 'utf8');
const { contributes } = JSON.parse(text) as { contributes: Contributions };
const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

const contributionsFile = 'src/contributions.ts';
const knownCommands = interfaceKeys(contributionsFile, 'CommandArguments');
const declaredCommands = contributes.commands.map(({ command }) => command);
const declaredSettings = Object.keys(contributes.configuration.properties);
const declaredViews = Object.values(contributes.views).flatMap((views) =>
  views.map(({ id }) => id),
);

/** Every condition of the manifest, wherever it stands. */
const conditions = [...text.matchAll(/"(?:when|enablement)": ("(?:[^"\\]|\\.)*")/g)].map(
  ([, quoted = '""']) => JSON.parse(quoted) as string,
);

const sorted = (ids: Iterable<string>): string[] => [...new Set(ids)].sort();
const without = (ids: Iterable<string>, known: Iterable<string>): string[] => {
  const seen = new Set(known);
  return sorted(ids).filter((id) => !seen.has(id));
};

/** What needs no account, no document and nothing to work on: it asks for what it lacks. */
const alwaysInPalette = [
  'clicksend.account.signIn',
  'clicksend.account.switch',
  'clicksend.campaign.start',
  'clicksend.log.show',
  'clicksend.message.checkUnanswered',
  'clicksend.message.price',
  'clicksend.message.send',
  'clicksend.sandbox.changePort',
  'clicksend.sandbox.copyConnection',
  'clicksend.webhook.copyHandler',
  'clicksend.webhook.showPanel',
];

describe('the manifest: commands', () => {
  it('declares the public commands of contributions.ts, and no other', () => {
    const isPublic = (id: string): boolean => !id.startsWith('_');
    assert.deepEqual(
      sorted(declaredCommands.filter(isPublic)),
      sorted(knownCommands.filter(isPublic)),
    );
  });

  it('declares each command once', () => {
    assert.equal(new Set(declaredCommands).size, declaredCommands.length);
  });

  it('names commands clicksend.<noun>.<verb>', () => {
    const odd = knownCommands.filter((id) => !/^_?clicksend\.[a-z]\w*\.[a-z]\w*$/.test(id));
    assert.deepEqual(odd, []);
  });

  it('hides internal commands from the palette', () => {
    const hidden = (contributes.menus['commandPalette'] ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    const shown = declaredCommands.filter((id) => id.startsWith('_') && !hidden.includes(id));
    assert.deepEqual(shown, []);
  });

  it('shows in the palette only what can do something', () => {
    const gated = (contributes.menus['commandPalette'] ?? []).map(({ command }) => command);
    const open = contributes.commands
      .filter(({ command, enablement }) => enablement === undefined && !gated.includes(command))
      .map(({ command }) => command);
    assert.deepEqual(sorted(open), sorted(alwaysInPalette));
  });

  it('puts every command in the category ClickSend', () => {
    const odd = contributes.commands.filter(({ category }) => category !== 'ClickSend');
    assert.deepEqual(odd, []);
  });

  it('titles commands in title case, the verb first, without the name of the product', () => {
    const nouns =
      /^(Account|Campaign|ClickSend|Delivery|History|Inbound|List|Listener|Message|New|Number|Outbox|Receipt|Rule|Sandbox|SMS|Template|The|Webhook)s?\b/;
    const odd = contributes.commands
      .map(({ title }) => nls[title.replaceAll('%', '')] ?? title)
      .filter((title) => nouns.test(title) || !/^[A-Z]/.test(title) || title.includes('ClickSend'));
    assert.deepEqual(odd, []);
  });

  it('offers in menus and keys only commands it declares', () => {
    const items = [...Object.values(contributes.menus).flat(), ...(contributes.keybindings ?? [])];
    const used = items.flatMap(({ command }) => (command === undefined ? [] : [command]));
    assert.deepEqual(without(used, declaredCommands), []);
  });
});

describe('the manifest: texts', () => {
  const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);

  it('has a text for every key it uses', () => {
    assert.deepEqual(without(used, Object.keys(nls)), []);
  });

  it('uses every text there is', () => {
    assert.deepEqual(without(Object.keys(nls), used), []);
  });

  it('spells out no title, description or welcome text', () => {
    const spelled = [
      ...text.matchAll(
        /"(?:title|description|markdownDescription|contents|enumDescriptions?)": "(?!%)([^"]+)"/g,
      ),
    ].map(([, words = '']) => words);
    const isName = (words: string): boolean => words === 'ClickSend';
    const about = (JSON.parse(text) as { description: string }).description;
    assert.deepEqual(
      spelled.filter((words) => !isName(words) && words !== about),
      [],
    );
  });
});

describe('the manifest: views and conditions', () => {
  it('declares the views and the container of contributions.ts, and no other', () => {
    const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
    assert.deepEqual(sorted([...containers, ...declaredViews]), sorted(Object.values(Views)));
    assert.deepEqual(without(Object.keys(contributes.views), containers), []);
  });

  it('gives each view an icon of its own', () => {
    const icons = Object.values(contributes.views).flatMap((views) =>
      views.map(({ icon }) => icon),
    );
    assert.equal(new Set(icons).size, declaredViews.length);
  });

  it('welcomes only in views it declares', () => {
    const welcomed = contributes.viewsWelcome.map(({ view }) => view);
    assert.deepEqual(without(welcomed, declaredViews), []);
  });

  it('links welcome texts only to commands it declares', () => {
    const linked = Object.values(nls).flatMap((words) =>
      [...words.matchAll(/\(command:([\w.]+)/g)].map(([, id = '']) => id),
    );
    const own = linked.filter((id) => /^_?clicksend\./.test(id));
    assert.deepEqual(without(own, knownCommands), []);
  });

  const inConditions = conditions.flatMap((condition) => {
    const ids = condition.matchAll(/(config\.)?\b(clicksend\.[\w.]+)/g);
    return [...ids].map(([, config, id = '']) => ({ id, isSetting: config !== undefined }));
  });

  it('asks for context keys, views and settings that exist', () => {
    const settings = inConditions.filter(({ isSetting }) => isSetting).map(({ id }) => id);
    const others = inConditions.filter(({ isSetting }) => !isSetting).map(({ id }) => id);
    assert.deepEqual(without(settings, declaredSettings), []);
    assert.deepEqual(without(others, [...Object.values(ContextKeys), ...declaredViews]), []);
  });

  it('asks for every context key that the code sets', () => {
    const asked = inConditions.map(({ id }) => id);
    const ofAbsentViews = (id: string): boolean =>
      id.endsWith('.state') && !declaredViews.includes(id.replace(/\.state$/, ''));
    const unasked = without(Object.values(ContextKeys), asked);
    assert.deepEqual(
      unasked.filter((id) => !ofAbsentViews(id)),
      [],
    );
  });

  it('matches only kinds of rows that a tree can show', () => {
    const values = contextValues('src');
    const dead = conditions.flatMap((condition) => {
      const patterns = [...condition.matchAll(/viewItem =~ \/((?:[^/\\]|\\.)*)\/(\w*)/g)].map(
        ([, source = '', flags]) => new RegExp(source, flags),
      );
      const equals = [...condition.matchAll(/viewItem == '?([\w+]+)'?/g)].map(
        ([, value = '']) => new RegExp(`^${value.replaceAll('+', '\\+')}$`),
      );
      return [...patterns, ...equals]
        .filter((pattern) => !values.some((value) => pattern.test(value)))
        .map((pattern) => pattern.source);
    });
    assert.deepEqual(dead, []);
  });
});

describe('the manifest: settings and files', () => {
  it('declares the settings that the code reads, and no other', () => {
    const read = interfaceKeys('src/platform/settings.ts', 'Settings');
    assert.deepEqual(sorted(declaredSettings), sorted(read));
  });

  it('states a scope for every setting', () => {
    const odd = Object.entries(contributes.configuration.properties)
      .filter(([, { scope }]) => scope === undefined)
      .map(([id]) => id);
    assert.deepEqual(odd, []);
  });

  it('is that of the extension whose settings the code reads', () => {
    const { publisher, name } = JSON.parse(text) as Record<string, string>;
    assert.equal(extensionId, `${publisher ?? ''}.${name ?? ''}`);
  });

  it('lets no untrusted workspace open a port, name a file or decide whose number 0412... is', () => {
    const { capabilities } = JSON.parse(text) as {
      capabilities: { untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
    };
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    assert.deepEqual(without(restrictedConfigurations, declaredSettings), []);
    const harmless = [
      'clicksend.campaign.concurrency',
      'clicksend.document.decorations',
      'clicksend.inbound.pollInterval',
      'clicksend.parts.enabled',
    ];
    const open = Object.entries(contributes.configuration.properties)
      .filter(([, { scope }]) => scope !== 'machine' && scope !== 'application')
      .map(([id]) => id);
    assert.deepEqual(sorted(without(open, restrictedConfigurations)), harmless);
  });

  it('lets no workspace decide where credentials go', () => {
    const { properties } = contributes.configuration;
    for (const id of ['clicksend.api.baseUrl', 'clicksend.sandbox.port']) {
      assert.equal(properties[id]?.scope, 'machine', id);
    }
  });

  it('declares every language that the code names: an unknown one is plain text, without links', () => {
    const { languages } = (
      JSON.parse(readFileSync('package.json', 'utf8')) as {
        contributes: { languages: readonly { id: string }[] };
      }
    ).contributes;
    const declared = new Set(languages.map(({ id }) => id));
    assert.deepEqual(
      Object.values(languageIds).filter((id) => !declared.has(id)),
      [],
    );
  });

  it('points at files that exist', () => {
    const files = [...text.matchAll(/"(?:\.\/)?((?:media|language)\/[\w./-]+\.\w+)"/g)];
    const missing = files.map(([, file = '']) => file).filter((file) => !existsSync(file));
    assert.deepEqual(missing, []);
  });
});
