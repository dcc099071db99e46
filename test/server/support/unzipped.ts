/** The parts of a zip archive, read by its directory: what a spreadsheet program would find. */
import { inflateRawSync } from 'node:zlib';

export function unzipped(bytes: Uint8Array): Map<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const parts = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength!)).toString();
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(from, from + view.getUint32(at + 20, true));
    const stored = view.getUint16(at + 10, true) === 0;
    parts.set(name, Buffer.from(stored ? packed : inflateRawSync(packed)).toString());
    at += 46 + nameLength! + extra! + comment!;
  }
  return parts;
}

/** When each part says that it was written, as the archive writes it; twice, for it stands in two places. */
export function timesIn(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const times: number[] = [];
  for (let at = 0; at + 16 < bytes.length; at++) {
    const sign = view.getUint32(at, true);
    if (sign === 0x04034b50) times.push(view.getUint32(at + 10, true));
    if (sign === 0x02014b50) times.push(view.getUint32(at + 12, true));
  }
  return times;
}
