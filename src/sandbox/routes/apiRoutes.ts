import type { Route } from '../http/call';
import type { World } from '../world';
import { accountRoutes } from './account';
import { cancelRoutes } from './cancel';
import { contactRoutes } from './contacts';
import { historyRoutes } from './history';
import { inboundRoutes } from './inbound';
import { listRoutes } from './lists';
import { numberRoutes } from './numbers';
import { receiptRoutes } from './receipts';
import { ruleRoutes } from './rules';
import { sendRoutes } from './send';
import { templateRoutes } from './templates';

/** Everything under `/v3`. */
export function apiRoutes(world: World): readonly Route[] {
  return [
    ...sendRoutes(world),
    ...receiptRoutes(world),
    ...inboundRoutes(world),
    ...cancelRoutes(world),
    ...templateRoutes(world),
    ...historyRoutes(world),
    ...accountRoutes(world),
    ...numberRoutes(world),
    ...listRoutes(world),
    ...contactRoutes(world),
    ...ruleRoutes(world),
  ];
}
