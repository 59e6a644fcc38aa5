import type { Decisions } from '../decisions';
import type { Account } from '../store/account';
import { countryOf } from './countries';

export interface SenderChoice {
  /** What the message is really sent from. */
  readonly from: string;
  readonly isShared: boolean;
}

const sharedNumbers: Readonly<Record<string, string>> = {
  AU: '+61447254068',
  NZ: '+64210600700',
  GB: '+447520662000',
  US: '+18332000100',
  CA: '+18332000100',
};

export const sharedNumberOf = (country: string): string => sharedNumbers[country] ?? '+61447254068';

/** Own numbers and alpha tags are not for the United States and Canada. */
const isNorthAmerica = (country: string): boolean => country === 'US' || country === 'CA';

/** The account's own dedicated number in the recipient's country, else a shared one. */
function defaultSender(account: Account, country: string): SenderChoice {
  for (const number of account.shelves.number.values()) {
    if (number.country === country) {
      return { from: number.dedicated_number, isShared: false };
    }
  }
  return { from: sharedNumberOf(country), isShared: true };
}

function isApprovedTag(account: Account, tag: string): boolean {
  const wanted = tag.toLowerCase();
  return account
    .all('alphaTag')
    .some(({ alpha_tag, status }) => status === 'APPROVED' && alpha_tag.toLowerCase() === wanted);
}

function isUsableNumber(account: Account, number: string, country: string): boolean {
  if (countryOf(number) !== country) {
    return false;
  }
  if (account.shelves.number.has(number)) {
    return true;
  }
  return (
    !isNorthAmerica(country) &&
    account
      .all('ownNumber')
      .some(({ phone_number, status }) => phone_number === number && status === 'APPROVED')
  );
}

/**
 * Which sender a message gets: the one asked for where it may be used, else the account's default
 * (ClickSend replaces silently). Undefined for one that is refused.
 */
export function chooseSender(
  account: Account,
  asked: string,
  country: string,
  decisions: Decisions,
): SenderChoice | undefined {
  const sender = asked.trim();
  if (sender === '') {
    return defaultSender(account, country);
  }
  if (/\p{L}/u.test(sender)) {
    if (sender.length > 11 || /\s/u.test(sender)) {
      return undefined;
    }
    if (!isNorthAmerica(country) && isApprovedTag(account, sender)) {
      return { from: sender, isShared: false };
    }
  } else {
    const number = sender.startsWith('+') ? sender : `+${sender}`;
    if (isUsableNumber(account, number, country)) {
      return { from: number, isShared: false };
    }
  }
  if (decisions.unknownSender === 'accept') {
    return { from: sender, isShared: false };
  }
  return decisions.unknownSender === 'replace' ? defaultSender(account, country) : undefined;
}
