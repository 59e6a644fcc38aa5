import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const elements = [
  { type: 'sms', pattern: 'src/sms' },
  { type: 'api', pattern: 'src/api' },
  { type: 'disk', pattern: 'src/disk' },
  { type: 'campaign', pattern: 'src/campaign' },
  { type: 'sandbox', pattern: 'src/sandbox' },
  { type: 'platform', pattern: 'src/platform' },
  { type: 'feature', pattern: 'src/features/*', capture: ['name'] },
];

/** A layer may import its own kind and the layers below it; anything else is refused. */
const uses = (from, types) => ({
  from: { element: { type: from } },
  allow: { to: { element: { types: { anyOf: types } } } },
});

const imports = (from, sources) => ({
  from: { element: { type: from } },
  allow: sources.map((source) => ({
    to: {
      module: {
        origin: source.startsWith('node:') ? 'core' : 'external',
        source: source.startsWith('node:') ? '*' : [source, `${source}/**`],
      },
    },
  })),
});

const toPeople =
  '/^(show(Error|Warning|Information)Message|showQuickPick|showInputBox|createQuickPick|createInputBox|createStatusBarItem|createTreeView|setStatusBarMessage|withProgress)$/';

/** Text from outside reaches a person only through `platform/show`, which keeps it text. */
const shownUncleaned = [
  {
    selector: `MemberExpression[object.property.name='window'][property.name=${toPeople}]`,
    message: 'Use platform/show (a view: platform/tree), which cleans text from outside.',
  },
  {
    selector: `VariableDeclarator[init.property.name='window'] Property[key.name=${toPeople}]`,
    message: 'Use platform/show, which cleans text from outside.',
  },
  {
    selector:
      ':matches(Literal[value=/\\$\\([a-z]/], TemplateElement[value.raw=/\\$\\((?:[a-z]|$)/])',
    message: 'Give an icon as iconPath or to platform/show: in a label anybody could write one.',
  },
];

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-test'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'URLSearchParams',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'performance',
          'fetch',
          'AbortController',
          'AbortSignal',
          'TextDecoder',
          'TextEncoder',
          'globalThis',
          'crypto',
          'document',
          'window',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { process: 'readonly', require: 'readonly', exports: 'writable' },
    },
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      curly: 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        // snake_case is the vendor's; PascalCase is for classes and for objects that stand for an enum.
        {
          selector: 'variable',
          format: ['camelCase', 'PascalCase', 'snake_case'],
          leadingUnderscore: 'allow',
        },
        { selector: 'variable', modifiers: ['destructured'], format: null },
        { selector: 'typeLike', format: ['PascalCase'] },
      ],
    },
  },
  {
    // A long line from outside must not freeze the extension host.
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: ['src/features/**/*.ts', 'src/platform/**/*.ts', 'src/extension.ts'],
    ignores: ['src/platform/show/**', 'src/platform/tree/treeHost.ts'],
    rules: { 'no-restricted-syntax': ['error', ...shownUncleaned] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  {
    // extension.ts composes everything and belongs to no layer.
    files: ['src/*/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'boundaries/include': ['src/**/*.ts'],
      'import/resolver': { node: { extensions: ['.ts', '.js'] } },
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: [
            uses('sms', ['sms']),
            uses('api', ['sms', 'api']),
            uses('disk', ['disk']),
            uses('campaign', ['sms', 'disk', 'api', 'campaign']),
            uses('sandbox', ['sms', 'disk', 'sandbox']),
            uses('platform', ['sms', 'platform']),
            uses('feature', ['sms', 'disk', 'api', 'campaign', 'sandbox', 'platform']),
            // Ids that package.json also spells stand above everything that uses them.
            {
              from: { element: { types: { anyOf: ['platform', 'feature'] } } },
              allow: { to: { file: { path: 'src/contributions.ts' } } },
            },
            {
              from: { element: { type: 'feature' } },
              allow: {
                to: {
                  element: {
                    type: 'feature',
                    captured: { name: '{{ from.element.captured.name }}' },
                  },
                },
              },
            },
            imports('sms', ['libphonenumber-js', 'chrono-node', 'valibot']),
            imports('api', ['axios', 'valibot', 'node:*']),
            imports('disk', ['node:*']),
            imports('campaign', ['node:*']),
            imports('sandbox', ['valibot', 'node:*']),
            imports('platform', ['vscode', 'node:*']),
            imports('feature', ['vscode', 'node:*']),
          ],
        },
      ],
    },
  },
);
