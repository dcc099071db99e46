/**
 * SQLite takes the first frame of its log that cannot be right for the log's end, as a power cut leaves one, and drops what
 * comes after it without a word. Where a later commit follows on one that is past that end, it is none: a commit is synced
 * before the next is begun, so what stood before it was on the disk, and has been damaged since.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const HEAD_BYTES = 32;
const FRAME_HEAD_BYTES = 24;
const MAGIC = 0x377f0682;
/** Of the checksums, in the last bit of the magic number. */
const BIG_ENDIAN = 1;

type Sum = readonly [number, number];
type Word = (at: number) => number;

/** Both of its sums after `bytes`, a whole number of pairs of words, have been added to `from`. */
function summed([a, b]: Sum, word: Word, from: number, to: number): Sum {
  let [x, y] = [a, b];
  for (let at = from; at < to; at += 8) {
    x = (x + word(at) + y) >>> 0;
    y = (y + word(at + 4) + x) >>> 0;
  }
  return [x, y];
}

const same = (left: Sum, right: Sum): boolean => left[0] === right[0] && left[1] === right[1];

/** A few words; null when there is no log, or none that was damaged after it had been written. */
export function damageOfLog(file: string): string | null {
  let handle: number;
  try {
    handle = openSync(`${file}-wal`, 'r');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
  try {
    return damageIn(handle, fstatSync(handle).size);
  } finally {
    closeSync(handle);
  }
}

function damageIn(handle: number, bytes: number): string | null {
  const head = Buffer.alloc(HEAD_BYTES);
  if (bytes <= HEAD_BYTES + FRAME_HEAD_BYTES) return null;
  readSync(handle, head, 0, HEAD_BYTES, 0);
  const [magic, pageBytes] = [head.readUInt32BE(0), head.readUInt32BE(8)];
  const isBigEndian = (magic & BIG_ENDIAN) === 1;
  const wordsOf = (buffer: Buffer): Word =>
    isBigEndian ? (at) => buffer.readUInt32BE(at) : (at) => buffer.readUInt32LE(at);
  const sumAt = (buffer: Buffer, at: number): Sum => [buffer.readUInt32BE(at), buffer.readUInt32BE(at + 4)];
  // The head is synced before the first frame is written.
  if (
    (magic & ~BIG_ENDIAN) !== MAGIC ||
    !same(summed([0, 0], wordsOf(head), 0, HEAD_BYTES - 8), sumAt(head, HEAD_BYTES - 8))
  )
    return 'the head of its log';

  const frame = Buffer.alloc(FRAME_HEAD_BYTES + pageBytes);
  const word = wordsOf(frame);
  const salts = sumAt(head, 16);
  let before = sumAt(head, HEAD_BYTES - 8);
  let brokenAt: number | null = null;
  let followsCommit = false;
  for (let i = 0; HEAD_BYTES + (i + 1) * frame.length <= bytes; i++) {
    readSync(handle, frame, 0, frame.length, HEAD_BYTES + i * frame.length);
    const isOfThisLog = same(sumAt(frame, 8), salts);
    const sum = summed(summed(before, word, 0, 8), word, FRAME_HEAD_BYTES, frame.length);
    const isSound = isOfThisLog && same(sum, sumAt(frame, 16));
    if (brokenAt === null && !isSound) brokenAt = i;
    if (brokenAt !== null && i > brokenAt && isSound && followsCommit) return `frame ${brokenAt} of its log`;
    followsCommit = isOfThisLog && frame.readUInt32BE(4) > 0;
    before = sumAt(frame, 16);
  }
  return null;
}
