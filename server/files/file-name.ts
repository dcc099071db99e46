/**
 * The name a file came with, as it may be shown and sent. It is a column and a header, never part of a path: on disk a
 * file has a random name of ours.
 */
import { FIELDS } from '../../shared/submission.ts';

const NAMELESS = 'file';

/** Controls, and the marks that turn the direction of writing round, which make `exe.png` out of `gnp.exe`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/u).at(-1) ?? '';
  const seen = last.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim().replace(/^\.+/u, '');
  if (seen === '') return NAMELESS;
  if (seen.length <= FIELDS.fileName.max) return seen;
  const dot = seen.lastIndexOf('.');
  const ending = dot > 0 && seen.length - dot <= 12 ? seen.slice(dot) : '';
  return `${seen.slice(0, FIELDS.fileName.max - ending.length)}${ending}`.toWellFormed();
}

/** RFC 6266: an ASCII name that every browser reads, and the whole of it for those that read `filename*`. */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/gu, '_');
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/gu,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
