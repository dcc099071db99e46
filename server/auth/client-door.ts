/**
 * How a licensee's user comes in: a signed token, or a device that wrote to us before, becomes a session of 256 random
 * bits that the widget keeps in memory. The person is (site, subject) and nothing else: not an address, not a name.
 */
import { HOUR, MINUTE } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Log } from '../log.ts';
import type { Person } from '../store/people.ts';
import type { ClientSession } from '../store/sessions.ts';
import type { Site } from '../store/sites.ts';
import type { Store } from '../store/store.ts';
import type { ClientCaller } from './caller.ts';
import { verifyIdentityToken } from './identity-token.ts';
import { livesAt } from './lifetime.ts';
import { isOriginOf } from './origin.ts';
import type { RateLimits } from './rate-limits.ts';
import { hashOf, randomToken, type Keys } from './secrets.ts';

export const SESSION_IDLE = 30 * MINUTE;
export const SESSION_LIFE = 12 * HOUR;
/** Use is written down this often at most: a write waits for the disk, a read should not. */
const TOUCH_EVERY = MINUTE;

export type Opening = { siteKey: string; identityToken?: string; deviceSecret?: string };
/** Where a call comes from, as far as the network tells. */
export type Whence = { origin: string | null; address: string };
export type Opened = {
  token: string;
  expiresAt: Instant;
  person: Person;
  /** Made now, for a visitor who had none. */
  deviceSecret: string | null;
};
/** A session as it is held by what stays open: where it was opened from, and nothing that would open another. */
export type Held = { tokenHash: string; origin: string | null };
type Refused = { refusal: Refusal };

export type ClientDoor = {
  /** The site, if it may stand where the call comes from. */
  site(siteKey: string, whence: Whence): Promise<Site | Refused>;
  open(opening: Opening, whence: Whence): Promise<Opened | Refused>;
  /** Who uses this session, if it still lives and may be used from there. */
  callerOf(token: string, origin: string | null): Promise<ClientCaller | Refused>;
  /** Of many at once, those that would be let in no more. To look is no use of a session: it idles on. */
  noMore<One extends Held>(held: readonly One[]): Promise<One[]>;
  close(sessionId: string): Promise<void>;
};

type Deps = {
  store: Pick<Store, 'sites' | 'people' | 'sessions'>;
  now(): Instant;
  newId(): string;
  keys: Keys;
  limits: RateLimits;
  log: Log;
};

type WhoCame = {
  person: Person;
  verified: boolean;
  identityKeyId: string | null;
  deviceSecret: string | null;
};

export function clientDoor(deps: Deps): ClientDoor {
  const { store, now } = deps;

  const site = async (siteKey: string, { origin }: Whence): Promise<Site | Refused> => {
    const found = await store.sites.byKey(siteKey);
    if (!found) return { refusal: { code: 'not_found' } };
    return isOriginOf(found, origin) ? found : { refusal: { code: 'origin_refused' } };
  };

  return {
    site,

    async open(opening, whence) {
      const at = now();
      const found = await site(opening.siteKey, whence);
      if ('refusal' in found) return found;
      const came =
        opening.identityToken === undefined
          ? await anonymous(deps, found, opening.deviceSecret, whence)
          : await identified(deps, found, { ...opening, identityToken: opening.identityToken });
      if ('refusal' in came) return came;
      const token = randomToken();
      const session: ClientSession = {
        id: deps.newId(),
        tokenHash: hashOf(token),
        licenseeId: found.licenseeId,
        siteId: found.id,
        personId: came.person.id,
        verified: came.verified,
        identityKeyId: came.identityKeyId,
        createdAt: at,
        lastUsedAt: at,
        expiresAt: at + SESSION_LIFE,
      };
      await store.sessions.add(session);
      return { token, expiresAt: session.expiresAt, person: came.person, deviceSecret: came.deviceSecret };
    },

    async callerOf(token, origin) {
      const at = now();
      const session = await store.sessions.byTokenHash(hashOf(token));
      if (!session || !isAlive(session, at)) return { refusal: { code: 'not_signed_in' } };
      const no = whyNotAt(await store.sites.get(session.siteId), session, origin);
      if (no) return { refusal: no };
      if (at - session.lastUsedAt >= TOUCH_EVERY) await store.sessions.touch(session.id, at);
      return {
        side: 'client',
        licenseeId: session.licenseeId,
        siteId: session.siteId,
        personId: session.personId,
        verified: session.verified,
        sessionId: session.id,
      };
    },

    async noMore(held) {
      const at = now();
      const sessions = await store.sessions.byTokenHashes(held.map(({ tokenHash }) => tokenHash));
      const sites = new Map<string, Site | null>();
      for (const { siteId } of sessions.values())
        if (!sites.has(siteId)) sites.set(siteId, await store.sites.get(siteId));
      return held.filter(({ tokenHash, origin }) => {
        const session = sessions.get(tokenHash);
        if (!session || !isAlive(session, at)) return true;
        return whyNotAt(sites.get(session.siteId) ?? null, session, origin) !== null;
      });
    },

    close: (sessionId) => store.sessions.end(sessionId),
  };
}

/** Used last under a clock that was ahead: it is opened anew, which takes a moment and nobody's hand. */
const isAlive = (session: ClientSession, at: Instant) =>
  livesAt(session, at) && Math.abs(at - session.lastUsedAt) < SESSION_IDLE;

/** What the site allows is asked at every call: a session born under other rules is no way round them. */
function whyNotAt(of: Site | null, session: ClientSession, origin: string | null): Refusal | null {
  if (!of) return { code: 'not_signed_in' };
  if (!isOriginOf(of, origin)) return { code: 'origin_refused' };
  if (!session.verified && !letsAnonymousIn(of)) return { code: 'identity_required' };
  return null;
}

const letsAnonymousIn = (site: Site) => site.anonymousAllowed && !site.identityRequired;

async function identified(
  { store, now, newId, keys, log }: Deps,
  site: Site,
  { identityToken, deviceSecret }: Opening & { identityToken: string },
): Promise<WhoCame | Refused> {
  const at = now();
  const identity = await verifyIdentityToken(identityToken, {
    siteId: site.id,
    keyOf: (kid) => store.sites.keyOf(site.id, kid),
    keys,
    at,
  });
  const first =
    'fault' in identity || (await store.sessions.useToken(site.id, identity.jti, identity.deadAt))
      ? identity
      : USED;
  if ('fault' in first) {
    log.warn('identity token refused', { site: site.id, why: first.fault });
    return { refusal: { code: 'identity_refused', why: first.fault } };
  }
  const who = { ...first, licenseeId: site.licenseeId, siteId: site.id };
  const visitor =
    deviceSecret === undefined ? null : await store.sessions.personOfDevice(site.id, hashOf(deviceSecret));
  // Both at once, the device and the signed token: only then is what the visitor wrote the user's own, for ever.
  const became = visitor ? await store.people.identify(visitor, who) : null;
  if (became) log.info('anonymous visitor identified', { site: site.id, person: became.id });
  const person = became ?? (await store.people.findOrAdd(who, { id: newId(), at }));
  return { person, verified: true, identityKeyId: first.keyId, deviceSecret: null };
}

const USED = { fault: 'used_before' } as const;

async function anonymous(
  { store, now, newId, limits, log }: Deps,
  site: Site,
  deviceSecret: string | undefined,
  { address }: Whence,
): Promise<WhoCame | Refused> {
  if (!letsAnonymousIn(site)) return { refusal: { code: 'identity_required' } };
  const guesses = `${address} ${site.id}`;
  if (deviceSecret !== undefined) {
    const tooMany = await limits.spent('guess', guesses);
    if (tooMany) return { refusal: tooMany };
    const known = await store.sessions.personOfDevice(site.id, hashOf(deviceSecret));
    const person = known === null ? null : await store.people.get(known);
    if (person?.anonymous) return { person, verified: false, identityKeyId: null, deviceSecret: null };
    await limits.take('guess', guesses);
    log.warn('unknown device', { site: site.id });
  }
  const tooMany = await limits.take('anonymous', address);
  if (tooMany) return { refusal: tooMany };
  const person: Person = {
    id: newId(),
    licenseeId: site.licenseeId,
    siteId: site.id,
    subject: null,
    name: null,
    email: null,
    emailVerified: false,
    verified: false,
    anonymous: true,
    createdAt: now(),
  };
  const secret = randomToken();
  await store.people.add(person);
  await store.sessions.addDevice({
    secretHash: hashOf(secret),
    siteId: site.id,
    personId: person.id,
    createdAt: person.createdAt,
  });
  return { person, verified: false, identityKeyId: null, deviceSecret: secret };
}
