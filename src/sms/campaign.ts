/** Where a campaign's recipients come from. */
export type CampaignRecipients =
  | {
      readonly kind: 'file';
      /** URI of a CSV, TSV or JSON file. */
      readonly uri: string;
      /** Column with the numbers; found or asked for when absent. */
      readonly numberColumn?: string | undefined;
    }
  | { readonly kind: 'list'; readonly listId: number; readonly name?: string | undefined }
  /** A contact list that is still to be looked up in the account. */
  | { readonly kind: 'listNamed'; readonly name: string }
  /** As typed; national numbers need `country`. */
  | { readonly kind: 'numbers'; readonly numbers: readonly string[] };

/** Recipients that can be read. */
export type FoundRecipients = Exclude<CampaignRecipients, { readonly kind: 'listNamed' }>;

/**
 * What a campaign is made from: one text with placeholders, for everyone in a table. Whatever is
 * absent is asked for or left to the account.
 */
export interface CampaignSource {
  /** What the Outbox calls it, for example the file's name. */
  readonly name: string;
  /** The text with its placeholders, LF for line breaks. */
  readonly body: string;
  readonly recipients?: CampaignRecipients | undefined;
  /** Sender ID; "" or absent is the account's default. */
  readonly from?: string | undefined;
  /** Unix seconds; absent is now. */
  readonly schedule?: number | undefined;
  /** The IANA zone in which the schedule was written. */
  readonly timeZone?: string | undefined;
  /** The user's own words; the reference of each message is added to it. */
  readonly customString?: string | undefined;
  /** ISO 3166-1 alpha-2, for numbers in national form. */
  readonly country?: string | undefined;
  readonly fromEmail?: string | undefined;
  readonly shortenUrls?: boolean | undefined;
}
