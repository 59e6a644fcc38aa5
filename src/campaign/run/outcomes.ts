import { parseMoney } from '../../sms/price';
import type { HistoryMessage, MessageResult } from '../../sms/resources';
import { blockSize } from '../plan/block';
import type { PlannedMessage } from '../plan/block';
import type { Reference } from '../plan/reference';
import { Answer } from '../store/record';
import type { OutcomeEntry } from '../store/record';
import { NumberFinder } from './numberFinder';

type ReadReference = (customString: string) => Reference | undefined;

const money = (price: number | undefined): number | null =>
  price === undefined ? null : (parseMoney(price) ?? null);

function entryOf(index: number, result: MessageResult): OutcomeEntry {
  const { outcome, messageId, parts = null, price, from, status } = result;
  switch (outcome) {
    case 'accepted':
      return [index, Answer.accepted, messageId, parts, money(price), from];
    case 'unknown':
      return [index, Answer.unknown, messageId, parts, money(price), from, status];
    case 'blocked':
    case 'rejected':
      return [index, Answer.rejected, messageId, parts, money(price), from, status];
  }
}

/** The entries when each result names the message that stands at its place in the request. */
function entriesInOrder(
  messages: readonly PlannedMessage[],
  references: readonly (string | undefined)[],
  results: readonly MessageResult[],
): readonly OutcomeEntry[] | undefined {
  if (results.length !== messages.length) {
    return undefined;
  }
  const entries: OutcomeEntry[] = [];
  for (let i = 0; i < messages.length; i++) {
    const [message, result] = [messages[i], results[i]];
    const isSame = result?.customString && result.customString === references[i];
    if (!message || !isSame || result.to !== message.to) {
      return undefined;
    }
    entries.push(entryOf(message.index, result));
  }
  return entries;
}

function numbersOf(messages: readonly PlannedMessage[]): NumberFinder {
  const numbers = new NumberFinder();
  for (const { index, to } of messages) {
    numbers.add(to, index);
  }
  return numbers;
}

/**
 * What an answer says of the messages of its request, by the references they went out with, else by
 * their numbers: the order is not promised, though mostly it is that of the request. A message the
 * answer does not name is left out, and so stays unsure.
 */
export function readAnswer(
  messages: readonly PlannedMessage[],
  references: readonly (string | undefined)[],
  results: readonly MessageResult[],
  readReference: ReadReference,
): readonly OutcomeEntry[] {
  const inOrder = entriesInOrder(messages, references, results);
  if (inOrder) {
    return inOrder;
  }
  const asked = new Set(messages.map(({ index }) => index));
  let numbers: NumberFinder | undefined;
  const entries = new Map<number, OutcomeEntry>();
  for (const result of results) {
    let index = readReference(result.customString)?.index;
    if (index === undefined) {
      numbers ??= numbersOf(messages);
      index = numbers.find(result.to);
    }
    if (index === undefined || !asked.has(index)) {
      continue;
    }
    if (entries.get(index)?.[1] !== Answer.accepted) {
      entries.set(index, entryOf(index, result));
    }
  }
  return [...entries.values()];
}

/** A row of history that stands for a message: it was accepted, whatever became of it since. */
export function readHistoryRow(index: number, row: HistoryMessage): OutcomeEntry {
  const { messageId, parts = null, price, from } = row;
  return [index, Answer.accepted, messageId, parts, money(price), from];
}

/** Entries by the block of their message: a line of the journal is about one block. */
export function byBlock<Entry extends readonly [index: number, ...rest: readonly unknown[]]>(
  entries: readonly Entry[],
): ReadonlyMap<number, readonly Entry[]> {
  const blocks = new Map<number, Entry[]>();
  for (const entry of entries) {
    const block = Math.floor(entry[0] / blockSize);
    const list = blocks.get(block);
    if (list) {
      list.push(entry);
    } else {
      blocks.set(block, [entry]);
    }
  }
  return blocks;
}
