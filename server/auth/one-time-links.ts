/**
 * One-time links for staff. The token stands in the fragment, which no server and no mail scanner ever sees, and is exchanged by
 * POST; only its hash is kept.
 */
import { HOUR } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Links, OneTimeLink } from '../store/links.ts';
import { hashOf, randomId, randomToken } from './secrets.ts';

export const LINK_LIFE = 24 * HOUR;

type About = Partial<Pick<OneTimeLink, 'staffId' | 'name' | 'email' | 'role' | 'technicalSpecialist'>>;

export type LinkMade = { link: string; expiresAt: Instant; id: string };

export async function makeLink(
  { links, baseUrl, at }: { links: Links; baseUrl: URL; at: Instant },
  purpose: OneTimeLink['purpose'],
  about: About = {},
): Promise<LinkMade> {
  const token = randomToken();
  const made: OneTimeLink = {
    staffId: null,
    name: null,
    email: null,
    role: null,
    technicalSpecialist: false,
    ...about,
    id: randomId(),
    tokenHash: hashOf(token),
    purpose,
    createdAt: at,
    expiresAt: at + LINK_LIFE,
    usedAt: null,
  };
  await links.add(made);
  return { link: new URL(`/admin/join#${token}`, baseUrl).href, expiresAt: made.expiresAt, id: made.id };
}
