/** A licensee's site: where the widget may stand, who may write, and whose signatures are believed. */
import type { Refusal } from '../../shared/refusal.ts';
import type { StaffCaller } from '../auth/caller.ts';
import { makeIdentityKey, type KeyMade, type KeyWanted } from '../auth/identity-keys.ts';
import { exactOrigin } from '../auth/origin.ts';
import { randomToken, type Keys } from '../auth/secrets.ts';
import type { Deps } from '../deps.ts';
import type { SiteChange } from '../store/sites.ts';

type Refused = { refusal: Refusal };
type Some = Pick<Deps, 'store' | 'now' | 'newId' | 'log'>;
export type SiteWanted = {
  licenseeId: string;
  name: string;
  origins: readonly string[];
  anonymousAllowed: boolean;
  identityRequired: boolean;
};

/** Rotation needs two at once; more are only more to lose. */
const MOST_ACTIVE_KEYS = 2;

export async function createSite(
  { store, now, newId, log }: Some,
  caller: StaffCaller,
  wanted: SiteWanted,
): Promise<{ id: string } | Refused> {
  if (!(await store.licensees.get(wanted.licenseeId))) return { refusal: { code: 'not_found' } };
  const origins = exactOrigins(wanted.origins);
  if ('refusal' in origins) return origins;
  const site = { ...wanted, origins: origins.exact, id: newId(), key: siteKey(), createdAt: now() };
  await store.sites.add(site);
  log.info('site made', { by: caller.staffId, site: site.id });
  return { id: site.id };
}

/** Public, and shown in the page: it only has to be unlike every other. */
export const siteKey = (): string => `pk_site_${randomToken().replace(/[-_]/g, '').slice(0, 24)}`;

export async function updateSite(
  { store, log }: Some,
  caller: StaffCaller,
  { id, origins, ...rest }: SiteChange & { id: string },
): Promise<{ id: string } | Refused> {
  const exact = origins === undefined ? null : exactOrigins(origins);
  if (exact && 'refusal' in exact) return exact;
  const updated = await store.sites.update(id, { ...rest, ...(exact ? { origins: exact.exact } : {}) });
  if (!updated) return { refusal: { code: 'not_found' } };
  log.info('site changed', { by: caller.staffId, site: id });
  return { id };
}

export async function createIdentityKey(
  { store, now, newId, log, keys }: Some & { keys: Keys },
  caller: StaffCaller,
  wanted: KeyWanted,
): Promise<KeyMade | Refused> {
  if (!(await store.sites.get(wanted.siteId))) return { refusal: { code: 'not_found' } };
  const active = (await store.sites.keysOf(wanted.siteId)).filter(({ state }) => state === 'active');
  if (active.length >= MOST_ACTIVE_KEYS) {
    return { refusal: { code: 'field_wrong', field: 'siteId', problem: 'too_long', max: MOST_ACTIVE_KEYS } };
  }
  const made = makeIdentityKey(wanted, { id: newId(), at: now(), keys });
  if ('refusal' in made) return made;
  await store.sites.addKey(made.key);
  log.info('identity key made', { by: caller.staffId, site: wanted.siteId, kid: made.key.kid });
  return made;
}

/**
 * Retired: its successor signs now, and whoever is at it goes on. Revoked: somebody else may have it, so what it has opened
 * is closed in the same moment.
 */
export async function endIdentityKey(
  { store, now, log }: Some,
  caller: StaffCaller,
  id: string,
  end: 'retired' | 'revoked',
): Promise<{ siteId: string } | Refused> {
  for (const site of await store.sites.all()) {
    const sessions = await store.sites.endKey(site.id, id, end, now());
    if (sessions === null) continue;
    log.info(`identity key ${end}`, { by: caller.staffId, site: site.id, sessions });
    return { siteId: site.id };
  }
  return { refusal: { code: 'not_found' } };
}

function exactOrigins(written: readonly string[]): { exact: string[] } | Refused {
  const exact = written.map(exactOrigin);
  return exact.includes(null)
    ? { refusal: { code: 'field_wrong', field: 'origins', problem: 'not_valid' } }
    : { exact: exact.filter((origin) => origin !== null) };
}
