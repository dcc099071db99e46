/** What a site's people are asked to consent to, or that they are asked nothing. */
import type { Language } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { Refused } from './commit-decision.ts';

export async function askConsent(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  { staffId }: StaffCaller,
  {
    siteId,
    words,
    seenVersion,
  }: { siteId: string; words: Record<Language, string> | null; seenVersion: number },
): Promise<{ siteId: string } | Refused> {
  if (!(await store.sites.get(siteId))) return { refusal: { code: 'not_found' } };
  const { consents, staff } = store;
  const by = { staffId, at: now(), seenVersion };
  const done = await (words ? consents.ask(siteId, words, by) : consents.stopAsking(siteId, by));
  if (done === 'done') return { siteId };
  const [newest] = await consents.texts(siteId);
  const writer = newest ? await staff.get(newest.endedBy ?? newest.createdBy) : null;
  return { refusal: { code: 'consent_moved_on', by: writer?.name ?? null, version: newest?.version ?? 0 } };
}
