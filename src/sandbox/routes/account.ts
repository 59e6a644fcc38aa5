import { ok } from '../http/envelope';
import { badRequest, notFound } from '../http/envelope';
import type { Call, Route } from '../http/call';
import { pageOf, readWindow, sliceOf } from '../http/paging';
import { balanceText, currency, priceNumber } from '../network/prices';
import type { Account, Message } from '../store/account';
import type { World } from '../world';

const rechargeable = { ...currency, min_recharge_amount: '20.00', max_recharge_amount: '10000.00' };

const flags = Object.fromEntries(
  [
    'users',
    'billing',
    'reporting',
    'contacts',
    'settings',
    'sms',
    'email',
    'voice',
    'fax',
    'post',
    'reseller',
    'global_sending',
    'mms',
  ].map((name) => [`access_${name}`, 1]),
);

const emailOf = (username: string): string =>
  username.includes('@') ? username : `${username}@sandbox.example`;

function subaccountOf({ profile }: Account, apiKey: string | undefined): Record<string, unknown> {
  return {
    subaccount_id: profile.subaccountId,
    api_username: profile.username,
    email: emailOf(profile.username),
    phone_number: '+61400000201',
    first_name: 'Sandbox',
    last_name: 'Account',
    ...(apiKey === undefined ? {} : { api_key: apiKey }),
    access_smpp: 0,
    ...flags,
    hide_pricing: 0,
    share_campaigns: 0,
    notes: null,
    is_main: 1,
    sign_up_type: null,
  };
}

function accountData(world: World, account: Account): Record<string, unknown> {
  const { profile, balance } = account;
  const email = emailOf(profile.username);
  return {
    user_id: profile.userId,
    username: profile.username,
    user_email: email,
    active: 1,
    banned: 0,
    date_sign_up: profile.createdAt,
    balance: balanceText(balance),
    user_phone: '+61400000201',
    reply_to: 'originalemail',
    delivery_to: null,
    user_first_name: 'Sandbox',
    user_last_name: 'Account',
    account: 0,
    account_name: 'ClickSend sandbox',
    account_billing_email: email,
    account_billing_mobile: '+61400000201',
    priority: 2,
    country: profile.country,
    country_ip: profile.country,
    default_country_sms: profile.country,
    auto_recharge: 0,
    auto_recharge_amount: '20.00',
    low_credit_amount: '0.00',
    setting_unicode_sms: 0,
    setting_email_sms_subject: 0,
    setting_fix_sender_id: 0,
    setting_sms_message_char_limit: world.decisions.maxParts,
    old_dashboard: 0,
    balance_commission: '0.000000',
    timezone: 'Australia/Melbourne',
    price_rate: 0,
    private_uploads: 0,
    fax_quality: 0,
    setting_sms_hide_your_number: 0,
    setting_sms_hide_business_name: 0,
    pricing_variant: 0,
    on_trial: 0,
    trial_expiry: null,
    _currency: rechargeable,
    // The real answer carries a live key here, and a client has to cope with it.
    _subaccount: subaccountOf(account, profile.apiKey),
    _referrer_chosen: null,
  };
}

/** Unix seconds of the first and past the last moment of a month, in UTC. */
function monthOf([yearText = '', monthText = '']: readonly string[]): [number, number] {
  const year = Number(yearText);
  const month = Number(monthText);
  if (!/^\d{4}$/u.test(yearText) || !/^\d{1,2}$/u.test(monthText) || month < 1 || month > 12) {
    throw badRequest('The year and the month must be integers.');
  }
  return [Date.UTC(year, month - 1) / 1000, Date.UTC(year, month) / 1000];
}

function countBetween(account: Account, from: number, before: number) {
  let count = 0;
  let price = 0;
  const rows = account.timeline.all();
  for (let i = account.timeline.indexFrom(from); i < rows.length; i++) {
    const row = rows[i];
    if (!row || row.date >= before) {
      break;
    }
    if (row.isInbound) {
      continue;
    }
    count++;
    price += row.price;
  }
  return { count, price };
}

function usage({ account, params }: Call) {
  if (params[2] !== 'subaccount') {
    throw badRequest("Type must be 'subaccount' only.");
  }
  const { count, price } = countBetween(account, ...monthOf(params));
  const others = ['mms', 'voice', 'fax', 'post', 'email', 'email_transactional', 'postcards'];
  const row = {
    subaccount_id: account.profile.subaccountId,
    username: account.profile.username,
    total_count: String(count),
    total_price: priceNumber(price),
    notes: null,
  };
  return ok('Here is your usage for this month.', {
    sms: count > 0 ? [row] : [],
    ...Object.fromEntries(others.map((name) => [name, []])),
    sms_total: { count, price: priceNumber(price) },
    ...Object.fromEntries(others.map((name) => [`${name}_total`, { count: 0, price: 0 }])),
    _currency: rechargeable,
  });
}

const daySeconds = 86_400;

function statistics(world: World, { account }: Call) {
  const today = Math.floor(world.clock.seconds() / daySeconds) * daySeconds;
  const since = today - 29 * daySeconds;
  const blank = () => ({
    outbound: { count: 0, price: 0 },
    inbound: { count: 0, price: 0 },
    bounced: { count: 0, price: 0 },
  });
  const days = Array.from({ length: 30 }, (_, i) => ({ date: since + i * daySeconds, ...blank() }));
  const total = blank();
  const rows = account.timeline.all();
  const tally = (day: ReturnType<typeof blank>, row: Message): void => {
    if (row.isInbound) {
      day.inbound.count++;
    } else {
      day.outbound.count++;
      day.outbound.price += row.price;
      if (row.step.status === 'Failed') {
        day.bounced.count++;
      }
    }
  };
  for (let i = account.timeline.indexFrom(since); i < rows.length; i++) {
    const row = rows[i];
    const day = row && days[Math.floor((row.date - since) / daySeconds)];
    if (!day) {
      continue;
    }
    tally(day, row);
    tally(total, row);
  }
  for (const each of [...days, total]) {
    each.outbound.price = priceNumber(each.outbound.price);
  }
  return ok('Here are your data.', { total, stats: days, _currency: rechargeable });
}

export function accountRoutes(world: World): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v3/account',
      run: ({ account }) => ok("Here's your account.", accountData(world, account)),
    },
    { method: 'GET', path: '/v3/account/usage/{year}/{month}/{type}', run: usage },
    { method: 'GET', path: '/v3/statistics/sms', run: (call) => statistics(world, call) },
    {
      method: 'GET',
      path: '/v3/subaccounts',
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, world.decisions);
        // Without keys: nothing needs them, and nothing can leak them.
        const rows = sliceOf([subaccountOf(account, undefined)], window);
        return ok('SUCCESS', pageOf(rows, 1, window, origin + path));
      },
    },
    {
      method: 'GET',
      path: '/v3/subaccounts/{subaccount_id}',
      run: ({ account, params }) => {
        if (params[0] !== String(account.profile.subaccountId)) {
          throw notFound('Subaccount record not found.');
        }
        return ok('Here are your data.', subaccountOf(account, undefined));
      },
    },
  ];
}
