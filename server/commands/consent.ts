/** Whether a submission may be taken: where the site asks for consent, it comes with one to the very text that stands now. */
import { createHash } from 'node:crypto';
import type { ConsentGiven } from '../../shared/consent.ts';
import type { ClientCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { Consent } from '../store/consents.ts';
import type { Refused } from './commit-decision.ts';

/** SHA-256, as the widget makes it of what it shows. */
export const hashOfText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export type NewConsent = Pick<Consent, 'version' | 'language' | 'textHash'>;

/** Null: nothing is asked of this person, or they have said yes to this version before. */
export async function consentFor(
  { store }: Pick<Deps, 'store'>,
  { siteId, personId }: ClientCaller,
  given: ConsentGiven | undefined,
): Promise<NewConsent | null | Refused> {
  const version = await store.consents.askedOf({ siteId, personId });
  if (version === null) return null;
  if (!given) return { refusal: { code: 'consent_needed', version } };
  const text = await store.consents.text(siteId, version);
  const { language, hash } = given;
  const isOfThis = given.version === version && text !== null && hash === hashOfText(text[language]);
  return isOfThis
    ? { version, language, textHash: hash }
    : { refusal: { code: 'consent_outdated', version } };
}
