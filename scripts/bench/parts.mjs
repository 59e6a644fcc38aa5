// Bodies counted per second, next to npm's counters and to merely looking at every char code.
import { createRequire } from 'node:module';
import { buildSource } from './source.mjs';
import { median } from './loadClient.mjs';

const require = createRequire(import.meta.url);
const sliceMs = 200;
const rounds = 5;

const gsm =
  'Hi Ada, your appointment is tomorrow at 10:30 with Dr. Brown. Reply YES to confirm, or call us. ';
const needsUcs2 = gsm.replace('Ada', 'Zoë–Łucja');

/** 110 characters each and all different; every fifth needs UCS-2. */
const bodies = Array.from({ length: 1000 }, (_, i) =>
  `${i % 5 === 4 ? needsUcs2 : gsm}${'0123456789'.repeat(3)}`
    .slice(0, 107)
    .concat(String(i).padStart(3, '0')),
);

let sink = 0;
function bareScan(body) {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += body.charCodeAt(i);
  return sum;
}

/** Bodies a second over one slice of time; `count` returns a number, so that no work is dropped. */
function rate(count) {
  const start = performance.now();
  let counted = 0;
  let spent = 0;
  do {
    const body = bodies[counted % bodies.length];
    sink += count(body);
    counted++;
    if (counted % 16 === 0) spent = performance.now() - start;
  } while (spent < sliceMs);
  return (counted / spent) * 1000;
}

/** All in turn, several times over, so that what else the machine does hits all alike. */
function rates(counters) {
  const found = Object.fromEntries(Object.keys(counters).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, count] of Object.entries(counters)) {
      const value = rate(count);
      if (round >= 0) found[name].push(value);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]));
}

/** A flat string: one that is still a tree of pieces would charge its flattening to the first reader. */
const flat = (body) => Buffer.from(body, 'utf16le').toString('utf16le');

function nanosecondsPerCharacter(measure, text) {
  const start = performance.now();
  sink += measure(text).parts;
  return ((performance.now() - start) * 1e6) / text.length;
}

/**
 * How much dearer a character is in ten times the text, for GSM-7 and for UCS-2, whichever is worse.
 * What forces UCS-2 stands at the end, so that every character is looked at: early in the text it
 * spares all but one look a part, and what is timed then is the memory's cache, not the counting.
 */
function growth(measure) {
  const ratios = ['', '–'].map((ending) => {
    const [small, large] = [1_000_000, 10_000_000].map((length) =>
      flat(gsm.repeat(Math.ceil(length / gsm.length)).slice(0, length - ending.length) + ending),
    );
    const times = { small: [], large: [] };
    for (let round = 0; round < 15; round++) {
      times.small.push(nanosecondsPerCharacter(measure, small));
      times.large.push(nanosecondsPerCharacter(measure, large));
    }
    return median(times.large) / median(times.small);
  });
  return Math.max(...ratios);
}

export async function benchParts() {
  const { measure } = await buildSource('src/sms/parts.ts');
  const { SegmentedMessage } = require('sms-segments-calculator');
  const splitSms = require('split-sms');
  const smsLength = require('sms-length');
  const { ours, bare, segments, split, length } = rates({
    ours: (body) => measure(body).parts,
    bare: bareScan,
    segments: (body) => new SegmentedMessage(body).segmentsCount,
    split: (body) => splitSms.split(body).parts.length,
    length: (body) => smsLength.count(body).messages,
  });
  if (!(sink > 0)) throw new Error('nothing was counted');
  return {
    'parts.per_second': ours,
    'parts.linear_10mb_vs_1mb': growth(measure),
    'parts.bare_scan_per_second': bare,
    'parts.vs_bare_scan': ours / bare,
    'parts.vs_sms_segments_calculator': ours / segments,
    'parts.vs_split_sms': ours / split,
    'parts.vs_sms_length': ours / length,
  };
}
