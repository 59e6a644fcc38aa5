import { open } from 'node:fs/promises';
import type { Money } from '../../sms/price';
import { DamagedFileError, readChecked } from '../../disk/checked';
import { blockSize } from '../plan/block';
import type { PlannedMessage } from '../plan/block';
import { PlanReader } from '../plan/plan';
import { makeReference } from '../plan/reference';
import type { CampaignCopy } from '../run/book';
import { isRefunded, MessageState, referenceOf } from '../run/ledger';
import type { FollowedState } from '../run/ledger';
import type { OutcomeEntry } from '../store/record';
import { Answer, parseRecord } from '../store/record';

/** What became of one recipient. */
export interface ResultRow {
  readonly index: number;
  readonly row: number;
  readonly to: string;
  readonly state: MessageState;
  /** The vendor's code for a rejected message, or for one it leaves unknown; "" else. */
  readonly status: string;
  readonly messageId: string;
  readonly parts: number | undefined;
  readonly price: Money | undefined;
  /** The sender really used. */
  readonly from: string;
  readonly reference: string;
  readonly delivery: FollowedState;
  /** The network's code, verbatim. */
  readonly deliveryCode: string;
}

interface BlockFacts {
  readonly outcomes: ReadonlyMap<number, OutcomeEntry>;
  readonly codes: ReadonlyMap<number, string>;
  /** Messages whose price came back. */
  readonly refunded: ReadonlySet<number>;
}

/** Reads the outcomes of a block from the places in the journal where they stand. */
async function readFacts(copy: CampaignCopy, block: number): Promise<BlockFacts> {
  const outcomes = new Map<number, OutcomeEntry>();
  const codes = new Map<number, string>();
  const refunded = new Set<number>();
  const places = copy.ledger.placesOf(block);
  if (places.length === 0) {
    return { outcomes, codes, refunded };
  }
  const journal = await open(copy.files.journal, 'r');
  try {
    for (const { offset, length } of places) {
      const bytes = Buffer.alloc(length);
      await journal.read(bytes, 0, length, offset);
      const line = readChecked(bytes);
      if (!line) {
        throw new DamagedFileError(copy.files.journal);
      }
      const record = parseRecord(line.text);
      if (record?.t === 'delivery') {
        for (const [index, letter, code] of record.r) {
          codes.set(index, code);
          if (isRefunded(letter, code)) {
            refunded.add(index);
          }
        }
      }
      if (record?.t !== 'answer' && record?.t !== 'found') {
        continue;
      }
      for (const entry of record.r) {
        // As in the ledger: what was accepted stays accepted.
        if (outcomes.get(entry[0])?.[1] !== Answer.accepted) {
          outcomes.set(entry[0], entry);
        }
      }
    }
  } finally {
    await journal.close();
  }
  return { outcomes, codes, refunded };
}

const priceOf = (price: Money | null | undefined, hasComeBack: boolean): Money | undefined =>
  hasComeBack ? 0 : (price ?? undefined);

function resultOf(
  { plan, ledger }: CampaignCopy,
  { outcomes, codes, refunded }: BlockFacts,
  { index, row, to }: PlannedMessage,
): ResultRow {
  const state = ledger.state(index);
  const isAnswered = state === MessageState.accepted || state === MessageState.rejected;
  const entry = outcomes.get(index);
  const [, , messageId = '', parts, price, from = '', status = ''] =
    (isAnswered || entry?.[1] === Answer.unknown ? entry : undefined) ?? [];
  return {
    index,
    row,
    to,
    state,
    status,
    messageId,
    parts: parts ?? undefined,
    price: state === MessageState.accepted ? priceOf(price, refunded.has(index)) : undefined,
    from,
    reference: makeReference(plan, referenceOf(plan, ledger, index)),
    delivery: ledger.delivery(index),
    deliveryCode: codes.get(index) ?? '',
  };
}

/** The results of all messages in the order of the table, a block at a time. */
export async function* readResults(copy: CampaignCopy): AsyncGenerator<readonly ResultRow[]> {
  const reader = await PlanReader.open(copy.files, copy.plan);
  try {
    for (let block = 0; block < reader.blockCount; block++) {
      const facts = await readFacts(copy, block);
      yield (await reader.block(block)).map((message) => resultOf(copy, facts, message));
    }
  } finally {
    await reader.close();
  }
}

/** The results of a few messages, whose indices ascend. */
export async function readSomeResults(
  copy: CampaignCopy,
  indices: readonly number[],
): Promise<readonly ResultRow[]> {
  const reader = await PlanReader.open(copy.files, copy.plan);
  const rows: ResultRow[] = [];
  let known: { readonly block: number; readonly facts: BlockFacts } | undefined;
  try {
    for (const message of await reader.messages(indices)) {
      const block = Math.floor(message.index / blockSize);
      if (known?.block !== block) {
        known = { block, facts: await readFacts(copy, block) };
      }
      rows.push(resultOf(copy, known.facts, message));
    }
  } finally {
    await reader.close();
  }
  return rows;
}
