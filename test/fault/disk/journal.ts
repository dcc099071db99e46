/** What `layer.c` wrote down, in the order in which it happened. */
const TYPES = [
  'begin',
  'open',
  'close',
  'write',
  'cut',
  'rename',
  'unlink',
  'mkdir',
  'rmdir',
  'link',
  'sync',
  'answer',
  'sync failed',
] as const;

export type DiskRecord = {
  is: (typeof TYPES)[number];
  fd: number;
  path: string;
  /** Of a rename or a link: the new name. */
  path2: string;
  /** Of a write: where; of a cut: the length that stays; of an open: its flags. */
  at: number;
  data: Buffer;
};

const HEAD_BYTES = 32;

export function* recordsOf(journal: Buffer): Generator<DiskRecord> {
  for (let at = 0; at < journal.length;) {
    const is = TYPES[journal.readUInt32LE(at) - 1];
    if (!is) throw new Error(`the journal cannot be read at byte ${at}`);
    const fd = journal.readInt32LE(at + 4);
    const pathAt = at + HEAD_BYTES;
    const path2At = pathAt + journal.readUInt32LE(at + 8);
    const dataAt = path2At + journal.readUInt32LE(at + 12);
    const end = dataAt + Number(journal.readBigUInt64LE(at + 24));
    yield {
      is,
      fd,
      path: journal.toString('utf8', pathAt, path2At),
      path2: journal.toString('utf8', path2At, dataAt),
      at: Number(journal.readBigInt64LE(at + 16)),
      data: journal.subarray(dataAt, end),
    };
    at = end;
  }
}
