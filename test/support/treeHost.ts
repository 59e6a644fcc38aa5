import assert from 'node:assert/strict';
import { TreeHost } from '../../src/platform/tree/treeHost';
import type { TreeHostOptions } from '../../src/platform/tree/treeHost';

/** The place of a view, as it is once the window has started. */
export function treeHost<Node>(
  viewId: string,
  options: Partial<TreeHostOptions<Node>> = {},
): TreeHost<Node> {
  const host = new TreeHost<Node>(viewId, { open: () => Promise.resolve(), ...options });
  assert.equal(host.view, host.view);
  return host;
}
