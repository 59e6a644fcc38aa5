import * as v from 'valibot';
import type {
  Account,
  Country,
  Page,
  SmsStatistics,
  Subaccount,
  UsageRow,
} from '../../sms/resources';
import { asNumber, count, currency, flag, number, optionalText, text } from '../decode/fields';
import { isObject, onlyObject, type JsonObject } from '../decode/json';
import { decodePage, rowsOf } from '../decode/page';
import { pageQuery } from '../http/search';
import type { Transport } from '../http/transport';
import type { CallOptions, PageOptions } from '../options';

export const accountCalls = (transport: Transport) => ({
  async get(options?: CallOptions): Promise<Account> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/account' },
      ({ data }) => decodeAccount(onlyObject(data)),
      options,
    );
  },

  /** Per-subaccount usage of one month; answers without leaking keys, so it tests credentials. */
  async getUsage(year: number, month: number, options?: CallOptions): Promise<readonly UsageRow[]> {
    return transport.call(
      {
        kind: 'read',
        method: 'GET',
        path: '/v3/account/usage/{id}/{id}/subaccount',
        ids: [year, month],
      },
      ({ data }) => decodeUsage(onlyObject(data)),
      options,
    );
  },

  async getSmsStatistics(options?: CallOptions): Promise<SmsStatistics> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/statistics/sms' },
      ({ data }) => decodeStatistics(onlyObject(data)),
      options,
    );
  },

  async listSubaccounts(options?: PageOptions): Promise<Page<Subaccount>> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/subaccounts', query: pageQuery(options) },
      ({ data }) => decodePage(data, decodeSubaccount),
      options,
    );
  },

  async listCountries(options?: CallOptions): Promise<readonly Country[]> {
    return transport.call(
      { kind: 'read', method: 'GET', path: '/v3/countries' },
      ({ data }) => decodePage(data, decodeCountry).items,
      options,
    );
  },
});

/** The answer also holds a live API key in `_subaccount`; only fields named here come out. */
const accountFields = v.object({
  user_id: count,
  username: text,
  user_email: optionalText,
  balance: number,
  country: optionalText,
  default_country_sms: optionalText,
  timezone: optionalText,
  _currency: currency,
  currency,
  setting_sms_message_char_limit: number,
  setting_unicode_sms: optionalText,
  on_trial: flag,
});

function decodeAccount(data: JsonObject): Account {
  const fields = v.parse(accountFields, data);
  return {
    userId: fields.user_id,
    username: fields.username,
    email: fields.user_email,
    balance: fields.balance,
    country: fields.country,
    defaultCountrySms: fields.default_country_sms,
    timezone: fields.timezone,
    currency: fields._currency ?? fields.currency,
    maxParts: fields.setting_sms_message_char_limit,
    unicodeSetting: fields.setting_unicode_sms,
    onTrial: fields.on_trial,
  };
}

const usageFields = v.object({
  subaccount_id: number,
  username: text,
  total_count: count,
  total_price: count,
});

/** Channels are keys whose value is a list; the totals beside them are objects. */
function decodeUsage(data: JsonObject): readonly UsageRow[] {
  return Object.entries(data).flatMap(([channel, rows]) =>
    Array.isArray(rows)
      ? rowsOf(rows).map((row) => {
          const fields = v.parse(usageFields, row);
          return {
            channel,
            subaccountId: fields.subaccount_id,
            username: fields.username,
            count: fields.total_count,
            price: fields.total_price,
          };
        })
      : [],
  );
}

function decodeStatistics(data: JsonObject): SmsStatistics {
  const total = isObject(data['total']) ? data['total'] : {};
  const outbound = isObject(total['outbound']) ? total['outbound'] : {};
  return {
    outboundCount: countOf(total['outbound']),
    outboundPrice: asNumber(outbound['price']) ?? 0,
    inboundCount: countOf(total['inbound']),
    bouncedCount: countOf(total['bounced']),
  };
}

/** Given as a number or as `{ count, price }`. */
const countOf = (value: unknown): number => asNumber(isObject(value) ? value['count'] : value) ?? 0;

/** Every row of the answer holds an API key; only fields named here come out. */
const subaccountFields = v.object({
  subaccount_id: count,
  api_username: text,
  email: optionalText,
  first_name: optionalText,
  last_name: optionalText,
});

function decodeSubaccount(row: JsonObject): Subaccount {
  const fields = v.parse(subaccountFields, row);
  return {
    subaccountId: fields.subaccount_id,
    username: fields.api_username,
    email: fields.email,
    firstName: fields.first_name,
    lastName: fields.last_name,
  };
}

const countryFields = v.object({ code: text, value: text });

function decodeCountry(row: JsonObject): Country {
  const { code, value } = v.parse(countryFields, row);
  return { code, name: value || code };
}
