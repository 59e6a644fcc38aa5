import { TreeHost } from '../../src/platform/treeHost';
import type { TreeHostOptions } from '../../src/platform/treeHost';

/** The place of a view, as its feature's registration makes it. */
export const treeHost = <Node>(
  viewId: string,
  options: Partial<TreeHostOptions<Node>> = {},
): TreeHost<Node> => new TreeHost<Node>(viewId, { open: () => Promise.resolve(), ...options });
