import { describe, expect, it } from 'vitest';
import type { Regulation } from '../../../server/domain/regulation.ts';
import type { OneTimeLink } from '../../../server/store/links.ts';
import type { ClientSession } from '../../../server/store/sessions.ts';
import type { Site } from '../../../server/store/sites.ts';
import type { Store } from '../../../server/store/store.ts';
import { aDesk, aMember, aPerson, T0 } from './a-desk.ts';

const aSite = (id: string, licenseeId = 'north', more: Partial<Site> = {}): Site => ({
  id,
  key: `pk_site_${id}`,
  licenseeId,
  name: id,
  origins: [`https://${id}.example`],
  anonymousAllowed: true,
  identityRequired: false,
  createdAt: T0,
  ...more,
});

const aSession = (id: string, more: Partial<ClientSession> = {}): ClientSession => ({
  id,
  tokenHash: `hash-${id}`,
  licenseeId: 'north',
  siteId: 'shop',
  personId: 'anna',
  verified: true,
  identityKeyId: null,
  createdAt: T0,
  lastUsedAt: T0,
  expiresAt: T0 + 1000,
  ...more,
});

const aKey = (id: string, siteId = 'shop') =>
  ({
    id,
    siteId,
    kid: `kid-${id}`,
    algorithm: 'EdDSA',
    publicKey: '{}',
    sealedSecret: null,
    state: 'active',
    createdAt: T0,
    retiredAt: null,
  }) as const;

async function withSites(): Promise<Store> {
  const store = await aDesk();
  await store.sites.add(aSite('shop'));
  await store.sites.add(aSite('depot', 'south'));
  return store;
}

describe('a person', () => {
  const identified = {
    licenseeId: 'north',
    siteId: 'shop',
    subject: '1',
    name: 'Anna',
    email: 'a@x.example',
    emailVerified: true,
  };

  it('is found by site and subject, and nobody else’s subject is theirs', async () => {
    const store = await withSites();
    const first = await store.people.findOrAdd(identified, { id: 'p1', at: T0 });
    const again = await store.people.findOrAdd(
      { ...identified, name: null, email: null },
      { id: 'p2', at: T0 + 1 },
    );
    expect(again).toEqual(first);
    expect(first).toMatchObject({ id: 'p1', name: 'Anna', verified: true, anonymous: false, createdAt: T0 });
    const elsewhere = await store.people.findOrAdd(
      { ...identified, licenseeId: 'south', siteId: 'depot' },
      { id: 'p3', at: T0 },
    );
    expect(elsewhere.id).toBe('p3');
  });

  it('is one, however many come with the same token of identity at once', async () => {
    const store = await withSites();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, i) => store.people.findOrAdd(identified, { id: `p${i}`, at: T0 })),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  it('takes a new name and address from a later token', async () => {
    const store = await withSites();
    await store.people.findOrAdd(identified, { id: 'p1', at: T0 });
    await store.people.findOrAdd(
      { ...identified, name: 'Anna K', email: 'k@x.example', emailVerified: false },
      { id: 'p2', at: T0 },
    );
    expect(await store.people.get('p1')).toMatchObject({
      name: 'Anna K',
      email: 'k@x.example',
      emailVerified: false,
    });
  });

  it('is found by staff by part of a name or address within one licensee, and never when anonymous', async () => {
    const store = await withSites();
    await store.people.add(aPerson('i', 'north', { name: 'Ирина Щукина', email: 'IS@x.example' }));
    await store.people.add(aPerson('n', 'north', { name: null, email: null, anonymous: true }));
    const found = async (licenseeId: string, text: string) =>
      (await store.people.find(licenseeId, text)).map(({ id }) => id);
    expect(await found('north', 'ЩУК')).toEqual(['i']);
    expect(await found('north', 'is@x')).toEqual(['i']);
    expect(await found('south', 'щук')).toEqual([]);
    expect(await found('north', '')).not.toContain('n');
    expect(await store.people.getOf('south', 'i')).toBeNull();
    expect((await store.people.getOf('north', 'i'))?.id).toBe('i');
  });
});

describe('a site', () => {
  it('has exactly the origins it was given last', async () => {
    const store = await withSites();
    expect(
      await store.sites.update('shop', {
        origins: ['https://b.example', 'https://a.example'],
        identityRequired: true,
      }),
    ).toBe(true);
    expect(await store.sites.byKey('pk_site_shop')).toEqual(
      aSite('shop', 'north', { origins: ['https://a.example', 'https://b.example'], identityRequired: true }),
    );
    expect(await store.sites.anyAt('https://shop.example')).toBe(false);
    expect(await store.sites.anyAt('https://a.example')).toBe(true);
    expect(await store.sites.update('none', { name: 'x' })).toBe(false);
    expect(await store.sites.byKey('pk_site_none')).toBeNull();
  });

  it('knows its own keys by their names, the retired ones too', async () => {
    const store = await withSites();
    await store.sites.addKey(aKey('k1'));
    expect(await store.sites.keyOf('shop', 'kid-k1')).toEqual(aKey('k1'));
    expect(await store.sites.keyOf('depot', 'kid-k1')).toBeNull();
    expect(await store.sites.endKey('depot', 'k1', 'retired', T0)).toBeNull();
    expect(await store.sites.endKey('shop', 'k1', 'retired', T0 + 1)).toBe(0);
    expect(await store.sites.keyOf('shop', 'kid-k1')).toMatchObject({ state: 'retired', retiredAt: T0 + 1 });
    expect(await store.sites.endKey('shop', 'k1', 'retired', T0 + 2)).toBeNull();
    expect(await store.sites.endKey('shop', 'k1', 'revoked', T0 + 3)).toBe(0);
    expect(await store.sites.endKey('shop', 'k1', 'revoked', T0 + 4)).toBeNull();
  });

  it('leaves sessions to their end when its key is retired, also while it can still be revoked', async () => {
    const store = await withSites();
    await store.sites.addKey(aKey('k1'));
    await store.sessions.add(aSession('s1', { identityKeyId: 'k1' }));
    expect(await store.sites.endKey('shop', 'k1', 'retired', T0)).toBe(0);
    expect(await store.sessions.byTokenHash('hash-s1')).not.toBeNull();
    expect(await store.sites.endKey('shop', 'k1', 'revoked', T0 + 1)).toBe(1);
    expect(await store.sessions.byTokenHash('hash-s1')).toBeNull();
  });

  it('ends with a key that is revoked the sessions that were born from it, and no other', async () => {
    const store = await withSites();
    await store.sites.addKey(aKey('k1'));
    await store.sessions.add(aSession('s1', { identityKeyId: 'k1' }));
    await store.sessions.add(aSession('s2'));
    expect(await store.sites.endKey('shop', 'k1', 'revoked', T0)).toBe(1);
    expect(await store.sessions.byTokenHash('hash-s1')).toBeNull();
    expect(await store.sessions.byTokenHash('hash-s2')).toEqual(aSession('s2'));
  });
});

describe('a session', () => {
  it('lives until it is ended or swept after its time', async () => {
    const store = await withSites();
    await store.sessions.add(aSession('s1'));
    await store.sessions.add(aSession('s2', { expiresAt: T0 + 2000 }));
    await store.sessions.add(aSession('s3', { expiresAt: T0 + 2000 }));
    await store.sessions.touch('s2', T0 + 500);
    expect((await store.sessions.byTokenHash('hash-s2'))?.lastUsedAt).toBe(T0 + 500);
    await store.sessions.end('s3');
    expect(await store.sessions.sweep(T0 + 1001)).toBe(1);
    expect(await store.sessions.byTokenHash('hash-s1')).toBeNull();
    expect(await store.sessions.byTokenHash('hash-s2')).not.toBeNull();
    expect(await store.sessions.byTokenHash('hash-s3')).toBeNull();
  });

  it('is found with any number of others, and what there is none of is left out', async () => {
    const store = await withSites();
    const ids = Array.from({ length: 130 }, (_, i) => `s${i}`);
    for (const id of ids) await store.sessions.add(aSession(id));
    for (const count of [0, 1, 63, 64, 65, 130]) {
      const asked = ids.slice(0, count);
      const found = await store.sessions.byTokenHashes(
        [...asked, 'nobody', ...asked].map((id) => `hash-${id}`),
      );
      expect(new Map([...found].sort())).toEqual(
        new Map(asked.map((id) => [`hash-${id}`, aSession(id)] as const).sort()),
      );
    }
    expect(await store.sessions.byTokenHashes([])).toEqual(new Map());
  });

  it('is opened by an identity token once, of fifty at the same time exactly one', async () => {
    const store = await withSites();
    const uses = await Promise.all(
      Array.from({ length: 50 }, () => store.sessions.useToken('shop', 'jti', T0)),
    );
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await store.sessions.useToken('depot', 'jti', T0)).toBe(true);
  });

  it('of an anonymous device belongs to the site where the device was given its secret', async () => {
    const store = await withSites();
    await store.sessions.addDevice({ secretHash: 'h', siteId: 'shop', personId: 'anna', createdAt: T0 });
    expect(await store.sessions.personOfDevice('shop', 'h')).toBe('anna');
    expect(await store.sessions.personOfDevice('depot', 'h')).toBeNull();
    expect(await store.sessions.personOfDevice('shop', 'other')).toBeNull();
  });
});

describe('a one-time link', () => {
  const link = (id: string, more: Partial<OneTimeLink> = {}): OneTimeLink => ({
    id,
    tokenHash: `hash-${id}`,
    purpose: 'invitation',
    staffId: null,
    name: 'New',
    email: 'new@desk.example',
    role: 'agent',
    technicalSpecialist: true,
    createdAt: T0,
    expiresAt: T0 + 1000,
    usedAt: null,
    ...more,
  });

  it('works once, of many at the same time for exactly one', async () => {
    const store = await aDesk();
    await store.links.add(link('l'));
    const uses = await Promise.all(Array.from({ length: 20 }, () => store.links.use('hash-l', T0 + 1)));
    expect(uses.filter((use) => use !== null)).toEqual([link('l', { usedAt: T0 + 1 })]);
    await store.links.giveBack('l');
    expect(await store.links.use('hash-l', T0 + 2)).not.toBeNull();
  });

  it('does not work once its time is over, nor when it was removed', async () => {
    const store = await aDesk();
    await store.links.add(link('l'));
    await store.links.add(link('m'));
    expect(await store.links.use('hash-l', T0 + 1000)).toBeNull();
    await store.links.remove('m');
    expect(await store.links.use('hash-m', T0 + 1)).toBeNull();
  });

  it('is listed as an open invitation until it is used or over', async () => {
    const store = await aDesk();
    await store.links.add(link('l'));
    await store.links.add(link('m', { expiresAt: T0 + 10 }));
    await store.links.add(link('n', { purpose: 'first_administrator' }));
    expect((await store.links.openInvitations(T0 + 10)).map(({ id }) => id)).toEqual(['l']);
    await store.links.use('hash-l', T0 + 10);
    expect(await store.links.openInvitations(T0 + 10)).toEqual([]);
    await store.links.removeAll('first_administrator');
    expect(await store.links.byTokenHash('hash-n')).toBeNull();
  });
});

describe('a member of staff', () => {
  it('is one for each address, whatever its case', async () => {
    const store = await aDesk();
    expect(await store.staff.add(aMember('x', { email: 'OLGA@desk.example' }))).toBe(false);
    expect((await store.staff.byEmail('Olga@Desk.example'))?.id).toBe('olga');
  });

  it('cannot stop being the last administrator, in any way', async () => {
    const store = await aDesk();
    await store.staff.add(aMember('boss', { role: 'administrator' }));
    expect(await store.staff.update('boss', { role: 'manager' })).toBe('last_administrator');
    expect(await store.staff.update('boss', { disabled: true })).toBe('last_administrator');
    expect(await store.staff.update('boss', { presence: 'off' })).toBe('updated');
    expect(await store.staff.update('olga', { role: 'administrator' })).toBe('updated');
    const both = await Promise.all([
      store.staff.update('boss', { disabled: true }),
      store.staff.update('olga', { disabled: true }),
    ]);
    expect(both.sort()).toEqual(['last_administrator', 'updated']);
    expect(await store.staff.administrators()).toBe(1);
    expect(await store.staff.update('none', {})).toBe('not_found');
  });
});

describe('a licensee', () => {
  it('is licensed for exactly the products it was given last, or for those it had when one is unknown', async () => {
    const store = await aDesk();
    for (const id of ['till', 'stock'])
      await store.licensees.addProduct({ id, name: id, parts: ['a', 'b'], createdAt: T0 });
    await store.licensees.license('north', ['till', 'stock', 'till']);
    expect((await store.licensees.productsOf('north')).map(({ id }) => id)).toEqual(['stock', 'till']);
    await expect(store.licensees.license('north', ['till', 'none'])).rejects.toThrow(/foreign key/iu);
    expect(await store.licensees.productsOf('north')).toHaveLength(2);
    await store.licensees.license('north', ['till']);
    expect(await store.licensees.productsOf('north')).toEqual([
      { id: 'till', name: 'till', parts: ['a', 'b'], createdAt: T0 },
    ]);
    expect(await store.licensees.productsOf('south')).toEqual([]);
  });
});

describe('a regulation', () => {
  it('is kept under its version and cannot become another', async () => {
    const store = await aDesk();
    const regulation = { version: '2.0', reaction: { minutes: 60 } } as Regulation;
    expect(await store.regulations.record(regulation, T0)).toBe('recorded');
    expect(await store.regulations.record(regulation, T0 + 1)).toBe('known');
    const other = { ...regulation, reaction: { minutes: 30, clock: 'working' } } as Regulation;
    expect(await store.regulations.record(other, T0 + 2)).toBe('differs');
    expect(await store.regulations.get('2.0')).toEqual({ version: '2.0', regulation, recordedAt: T0 });
    expect(await store.regulations.get('3.0')).toBeNull();
    expect(await store.regulations.all()).toHaveLength(1);
  });
});
