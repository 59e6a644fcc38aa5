import { ok, type Answer } from '../http/envelope';
import type { Call, Route } from '../http/call';
import { pageOf, readWindow, sliceOf } from '../http/paging';
import { countryName, listCountries } from '../network/countries';
import { currency } from '../network/prices';
import type { World } from '../world';

const stamp = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}+00:00`;

/** Cursor paging without the envelope: the offset is the id of the first item of the page. */
function cursorPage<Item extends { readonly id: string }>(
  name: string,
  items: readonly Item[],
  { query, origin, path }: Call,
  largest: number,
  show: (item: Item) => unknown,
): Answer {
  const asked = Number(query.get('page_size') ?? '10');
  const size = Math.min(Math.max(Number.isInteger(asked) ? asked : 10, 1), largest);
  const rows = query.get('sort_direction')?.toLowerCase() === 'desc' ? items.toReversed() : items;
  const offset = query.get('offset');
  const start =
    offset === null
      ? 0
      : Math.max(
          rows.findIndex(({ id }) => id === offset),
          0,
        );
  const next = rows[start + size];
  const address = (id: string | undefined): string =>
    `${origin}${path}?${id === undefined ? '' : `offset=${id}&`}page_size=${size}`;
  return {
    status: 200,
    body: JSON.stringify({
      [name]: rows.slice(start, start + size).map(show),
      _metadata: {
        pagination: {
          self: address(rows[start]?.id),
          next: next ? address(next.id) : null,
          page_size: size,
        },
      },
    }),
  };
}

/** The account as the newer services know it: by an id of their own, made from its number. */
const ownerOf = (userId: number): string =>
  `00000000-0000-4000-8000-${String(userId).padStart(12, '0')}`;

export function numberRoutes({ decisions }: World): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/v3/numbers',
      run: ({ account, query, origin, path }) => {
        const window = readWindow(query, decisions);
        const numbers = account.all('number').map((number, index) => ({
          dedicated_number: number.dedicated_number,
          country: number.country,
          price: '18.59',
          _country_name: countryName(number.country),
          notes: number.notes,
          type: 'sms',
          number_type: 'longcode',
          number_category: null,
          number_guid: ownerOf(index + 1),
          form_submission_id: null,
          status: { value: 'active', label: 'Active', name: 'Active', description: '' },
        }));
        const page = pageOf(sliceOf(numbers, window), numbers.length, window, origin + path);
        return ok('Here are you dedicated numbers.', { ...page, _currency: currency });
      },
    },
    {
      method: 'GET',
      path: '/v3/own-numbers',
      run: (call) => {
        const { account } = call;
        const owner = ownerOf(account.profile.userId);
        return cursorPage('own_numbers', account.all('ownNumber'), call, 500, (number) => ({
          id: number.id,
          account_id: owner,
          workspace_id: owner,
          user_id: owner,
          phone_number: number.phone_number,
          country: number.country,
          label: number.label,
          status: number.status,
          verified_timestamp: number.status === 'APPROVED' ? stamp(number.createdAt) : null,
          notified_timestamp: null,
          is_nearing_expiration: false,
          created_timestamp: stamp(number.createdAt),
          updated_timestamp: stamp(number.createdAt),
        }));
      },
    },
    {
      method: 'GET',
      path: '/v3/alpha-tags',
      run: (call) => {
        const { account } = call;
        const owner = ownerOf(account.profile.userId);
        return cursorPage('alpha_tags', account.all('alphaTag'), call, 1000, (tag) => ({
          id: tag.id,
          account_id: owner,
          workspace_id: owner,
          user_id: owner,
          alpha_tag: tag.alpha_tag,
          status: tag.status,
          reason: tag.reason,
          countries: tag.countries,
          created_timestamp: stamp(tag.createdAt),
          updated_timestamp: stamp(tag.createdAt),
        }));
      },
    },
    {
      method: 'GET',
      path: '/v3/countries',
      isPublic: true,
      run: () =>
        ok(
          'List of Countries.',
          listCountries().map(({ code, name }) => ({ code, value: name })),
        ),
    },
    {
      method: 'GET',
      path: '/v3/user-countries',
      run: () =>
        ok(
          'Here are your countries selection.',
          listCountries()
            .filter(({ code }) => {
              const { enabledCountries: enabled } = decisions;
              return enabled.includes('*') || enabled.includes(code);
            })
            .map(({ code, name }, index) => ({ id: index + 1, name, code, agreed_at: null })),
        ),
    },
  ];
}
