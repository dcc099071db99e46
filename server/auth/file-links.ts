/** An address by which a file is shown for a moment: one file, one minute, signed, for one person or for whom our own door let in. */
import { MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import { livesAt } from './lifetime.ts';
import type { Keys } from './secrets.ts';
import type { Scope } from '../store/change.ts';

export const FILE_LINK_LIFE = MINUTE;

/** `whose` null: a door of ours has just let somebody in to it, and has sent them to the files' own host. */
type Link = { fileId: string; whose: Scope | null; until: Instant };

const signed = ({ fileId, whose, until }: Link) =>
  JSON.stringify([fileId, whose?.licenseeId ?? null, whose?.personId ?? null, until]);

export function fileLink(link: Link, { keys, at }: { keys: Keys; at: URL }): string {
  const url = new URL(`/files/${encodeURIComponent(link.fileId)}`, at);
  if (link.whose) {
    url.searchParams.set('licensee', link.whose.licenseeId);
    url.searchParams.set('person', link.whose.personId);
  }
  url.searchParams.set('until', String(link.until));
  url.searchParams.set('sign', keys.sign(signed(link)));
  return url.href;
}

/** For whom the link was made, if it was made here and is not over. Whether a person may have the file is asked again. */
export function readFileLink(
  fileId: string,
  query: URLSearchParams,
  { keys, at }: { keys: Keys; at: Instant },
): Pick<Link, 'whose'> | null {
  const one = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '');
  const isAPersons = query.has('licensee') || query.has('person');
  const whose = isAPersons ? { licenseeId: one('licensee'), personId: one('person') } : null;
  const link = { fileId, whose, until: Number(one('until')) };
  if (!keys.isSignatureOf(one('sign'), signed(link))) return null;
  return livesAt({ createdAt: link.until - FILE_LINK_LIFE, expiresAt: link.until }, at) ? { whose } : null;
}
