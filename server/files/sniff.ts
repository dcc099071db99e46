/** What a file is, by its first bytes. What its name or its sender says is not asked. */

/** As much of a file as is looked at. */
export const SNIFFED_BYTES = 4096;

export type Content = {
  type: string;
  /** A browser may show it: bitmaps only, never anything that can hold a script. */
  picture: boolean;
};

type Signature = {
  type: string;
  picture?: true;
  at: number;
  bytes: readonly number[];
  and?: { at: number; bytes: readonly number[] };
};

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

const SIGNATURES: readonly Signature[] = [
  {
    type: 'image/png',
    picture: true,
    at: 0,
    bytes: [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a],
    and: { at: 12, bytes: ascii('IHDR') },
  },
  { type: 'image/jpeg', picture: true, at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', picture: true, at: 0, bytes: ascii('GIF87a') },
  { type: 'image/gif', picture: true, at: 0, bytes: ascii('GIF89a') },
  { type: 'image/webp', picture: true, at: 0, bytes: ascii('RIFF'), and: { at: 8, bytes: ascii('WEBPVP8') } },
  { type: 'application/pdf', at: 0, bytes: ascii('%PDF-') },
  { type: 'application/zip', at: 0, bytes: [...ascii('PK'), 3, 4] },
  { type: 'application/gzip', at: 0, bytes: [0x1f, 0x8b, 0x08] },
  { type: 'application/x-7z-compressed', at: 0, bytes: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c] },
  { type: 'application/vnd.rar', at: 0, bytes: [...ascii('Rar!'), 0x1a, 0x07] },
  { type: 'video/mp4', at: 4, bytes: ascii('ftyp') },
  { type: 'video/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'application/x-msdownload', at: 0, bytes: ascii('MZ') },
  { type: 'application/x-executable', at: 0, bytes: [0x7f, ...ascii('ELF')] },
];

const has = (head: Uint8Array, { at, bytes }: { at: number; bytes: readonly number[] }): boolean =>
  bytes.every((byte, i) => head[at + i] === byte);

export function sniff(head: Uint8Array): Content {
  const looked = head.subarray(0, SNIFFED_BYTES);
  const found = SIGNATURES.find(
    (signature) => has(looked, signature) && (!signature.and || has(looked, signature.and)),
  );
  if (found) return { type: found.type, picture: found.picture ?? false };
  return { type: isText(looked) ? 'text/plain' : 'application/octet-stream', picture: false };
}

/** UTF-8 without control characters; pages and drawings with scripts in them are text as well, and go out as such. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  try {
    // `stream`: the last letter may have been cut in two.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
