/** What a site's people are asked to consent to, or that they are asked nothing. */
import type { Language } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { Refused } from './commit-decision.ts';

export async function askConsent(
  { store, now }: Pick<Deps, 'store' | 'now'>,
  { staffId }: StaffCaller,
  { siteId, words }: { siteId: string; words: Record<Language, string> | null },
): Promise<{ siteId: string } | Refused> {
  if (!(await store.sites.get(siteId))) return { refusal: { code: 'not_found' } };
  const by = { staffId, at: now() };
  if (words) await store.consents.ask(siteId, words, by);
  else await store.consents.stopAsking(siteId, by);
  return { siteId };
}
