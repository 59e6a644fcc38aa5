import type { Account } from '../sms/resources';
import { setting } from './settings';

interface AccountReader {
  readonly account: { get(): Promise<Pick<Account, 'country' | 'defaultCountrySms'>> };
}

/** ISO 3166-1 alpha-2 country that an account's numbers without a country code are of. */
export function countryOfAccount({
  country,
  defaultCountrySms,
}: Pick<Account, 'country' | 'defaultCountrySms'>): string | undefined {
  return defaultCountrySms ?? country;
}

/**
 * The country of numbers without a country code: the setting's, else the account's; without either,
 * numbers need their country code.
 */
export async function defaultCountry(client: AccountReader): Promise<string | undefined> {
  const chosen = setting('clicksend.compose.defaultCountry');
  return chosen === '' ? countryOfAccount(await client.account.get()) : chosen;
}
