/** Matches exactly this text, whatever characters are in it. */
export const exactly = (text: string): RegExp =>
  new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`, 'u');

/** Monaco draws spaces as no-break spaces. */
export const withPlainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');
