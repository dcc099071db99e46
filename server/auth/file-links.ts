/** An address by which a page of a licensee shows a file for a moment: one file, one person, one minute, signed. */
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import { livesAt } from './lifetime.ts';
import type { Keys } from './secrets.ts';
import type { Scope } from '../store/change.ts';

export const FILE_LINK_LIFE = MINUTE;

type Link = Scope & { fileId: string; until: Instant };

const signed = ({ fileId, licenseeId, personId, until }: Link) =>
  JSON.stringify([fileId, licenseeId, personId, until]);

export function fileLink(link: Link, { keys, baseUrl }: { keys: Keys; baseUrl: URL }): string {
  const url = new URL(`/files/${encodeURIComponent(link.fileId)}`, baseUrl);
  url.searchParams.set('licensee', link.licenseeId);
  url.searchParams.set('person', link.personId);
  url.searchParams.set('until', String(link.until));
  url.searchParams.set('sign', keys.sign(signed(link)));
  return url.href;
}

/** For whom the link was made, if it was made here and is not over. Whether they may have the file is asked again. */
export function readFileLink(
  fileId: string,
  query: URLSearchParams,
  { keys, at }: { keys: Keys; at: Instant },
): Scope | null {
  const one = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '');
  const link = { fileId, licenseeId: one('licensee'), personId: one('person'), until: Number(one('until')) };
  if (!keys.isSignatureOf(one('sign'), signed(link))) return null;
  return livesAt({ createdAt: link.until - FILE_LINK_LIFE, expiresAt: link.until }, at)
    ? { licenseeId: link.licenseeId, personId: link.personId }
    : null;
}
