/**
 * What a receipt's `status_code` means for the message.
 * - `delivered`: final, on the handset.
 * - `failed`: final.
 * - `underway`: handed on, not final; another receipt may follow.
 * - `retrying`: failed for now, ClickSend tries again; not final.
 * - `unknown`: a code ClickSend does not document.
 */
export type ReceiptMeaning = 'delivered' | 'failed' | 'underway' | 'retrying' | 'unknown';

/**
 * The meaning of a receipt's `status_code`. Only 201 and 301 are final: older tables called 300 a
 * permanent failure, the current one calls it temporary (facts sheet, section 4).
 */
export function receiptMeaning(statusCode: string | number | undefined): ReceiptMeaning {
  switch (String(statusCode ?? '').trim()) {
    case '201':
      return 'delivered';
    case '301':
      return 'failed';
    case '200':
      return 'underway';
    case '300':
    case '302':
      return 'retrying';
    default:
      return 'unknown';
  }
}
