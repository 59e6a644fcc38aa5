/**
 * A fake of the `vscode` module for unit tests of `platform` and `features` (the test build aliases
 * `vscode` to this file). Value types behave as the real ones do; windows, dialogs and documents are
 * driven through `host`, which a test imports from here. Call `host.reset()` in `beforeEach`.
 */
export * from './vscode/enums';
export * from './vscode/events';
export * from './vscode/host';
export * from './vscode/inputBox';
export * from './vscode/markdown';
export * from './vscode/namespaces';
export * from './vscode/quickPick';
export * from './vscode/text';
export * from './vscode/tree';
export * from './vscode/treeView';
export * from './vscode/uri';
export * from './vscode/window';
export * from './vscode/workspace';
