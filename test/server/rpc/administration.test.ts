/** Licensees, products, sites, keys and staff, as administrators set them up and a client then meets them. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aConsultation,
  aWholeDesk,
  goodClaims,
  signed,
  type Answer,
  type Caller,
  type WholeDesk,
} from '../support/whole-desk.ts';

let desk: WholeDesk;
let admin: Caller & { id: string };
beforeAll(async () => {
  desk = await aWholeDesk();
  admin = await desk.member('administrator');
});
afterAll(() => desk.end());

const refusalOf = ({ json }: Answer) => json?.error?.data?.refusal ?? null;
const made = async (path: string, input: unknown) => {
  const answer = await desk.mutate(path, input, admin);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.result.data;
};
const read = async (path: string, input: unknown = {}, who: Caller = admin) => {
  const answer = await desk.query(path, input, who);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.result.data;
};
const aSite = (licenseeId: string, more: object = {}) =>
  made('admin.createSite', {
    licenseeId,
    name: 'Shop',
    origins: ['https://Shop.example/', 'http://localhost:3000'],
    anonymousAllowed: false,
    identityRequired: true,
    ...more,
  });

test('from a licensee to the first ticket of its first user', async () => {
  const licensee = await made('admin.createLicensee', { name: 'North Wind' });
  const product = await made('admin.createProduct', { name: 'Aurora', parts: ['Orders', 'Stock'] });
  await made('admin.licenseProducts', { licenseeId: licensee.id, productIds: [product.id] });
  const site = await aSite(licensee.id);
  expect(site).toMatchObject({
    origins: ['http://localhost:3000', 'https://shop.example'],
    identityKeys: [],
  });
  expect(site.snippet).toBe(
    `<script src="http://localhost:8080/widget.js" data-site-key="${site.key}" async></script>`,
  );

  const key = await made('admin.createIdentityKey', { siteId: site.id, algorithm: 'EdDSA' });
  const signer = { kid: key.kid, privateKey: createPrivateKey(key.privateKeyPem), alg: 'EdDSA' as const };
  const identityToken = await signed(signer, goodClaims(site, desk.clock.at));
  const origin = 'https://shop.example';
  const opened = await desk.mutate('customer.openSession', { siteKey: site.key, identityToken }, { origin });
  const anna = { authorization: `Bearer ${opened.json.result.data.session}`, origin };
  const input = aConsultation({ productId: product.id, part: 'Orders' });
  const ticket = await desk.mutate('customer.submit', input, anna);
  expect(ticket.json.result.data, ticket.text).toMatchObject({ product: 'Aurora', part: 'Orders' });

  const view = await read('admin.licensee', { id: licensee.id });
  expect(view).toMatchObject({
    name: 'North Wind',
    products: expect.arrayContaining([expect.objectContaining({ name: 'Aurora', licensed: true })]),
    sites: [{ key: site.key }],
  });
  const rows = await read('admin.licensees');
  expect(rows).toContainEqual({
    id: licensee.id,
    name: 'North Wind',
    sites: 1,
    products: ['Aurora'],
    openTickets: 1,
  });
  expect(await read('customer.config', { siteKey: site.key }, { origin })).toEqual({
    siteKey: site.key,
    name: 'Shop',
    identityRequired: true,
    anonymousAllowed: false,
    products: [{ id: product.id, name: 'Aurora', parts: ['Orders', 'Stock'] }],
    consent: null,
  });
});

describe('identity keys', () => {
  test('are shown once: nothing that is read afterwards holds a secret (ID-12)', async () => {
    const { id } = await made('admin.createLicensee', { name: 'Keys' });
    const site = await aSite(id);
    const shared = await made('admin.createIdentityKey', { siteId: site.id, algorithm: 'HS256' });
    const pair = await made('admin.createIdentityKey', { siteId: site.id, algorithm: 'EdDSA' });
    expect(Buffer.from(shared.secret, 'base64url')).toHaveLength(32);
    expect([shared.privateKeyPem, pair.secret]).toEqual([null, null]);
    const secrets = [shared.secret, JSON.parse(pair.privateKeyJwk).d, pair.privateKeyPem.split('\n')[1]];
    const answers = [
      await desk.query('admin.licensee', { id }, admin),
      await desk.query('customer.config', { siteKey: site.key }),
    ];
    const rows = JSON.stringify(await desk.deps.store.db.selectFrom('identity_key').selectAll().execute());
    for (const secret of secrets) {
      for (const { text } of answers) expect(text).not.toContain(secret);
      expect(rows).not.toContain(secret);
      expect(desk.lines.join('\n')).not.toContain(secret);
    }
  });

  test.each([
    ['EdDSA', 'OKP', 'Ed25519'],
    ['ES256', 'EC', 'P-256'],
  ])('of %s come as a pair, or by their public half', async (algorithm, kty, crv) => {
    const { id } = await made('admin.createLicensee', { name: `Pair ${algorithm}` });
    const site = await aSite(id);
    const pair = await made('admin.createIdentityKey', { siteId: site.id, algorithm });
    const { d, kid, alg, ...publicKey } = JSON.parse(pair.privateKeyJwk);
    expect({ kty: publicKey.kty, crv: publicKey.crv, kid, alg, d: typeof d }).toEqual({
      ...{ kty, crv, kid: pair.kid, alg: algorithm, d: 'string' },
    });
    const own = { siteId: site.id, algorithm, publicKey: JSON.stringify(publicKey) };
    expect((await made('admin.createIdentityKey', own)).privateKeyPem).toBeNull();
  });

  test('of another kind than the algorithm takes are refused, and so is a private one (ID-09)', async () => {
    const { id } = await made('admin.createLicensee', { name: 'Kinds' });
    const site = await aSite(id);
    const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' }).toString();
    const jwk = (key: KeyObject) => JSON.stringify(key.export({ format: 'jwk' }));
    const ed = generateKeyPairSync('ed25519');
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const wrong: [string, string][] = [
      ['EdDSA', pem(p256.publicKey)],
      ['EdDSA', jwk(p256.publicKey)],
      ['ES256', pem(ed.publicKey)],
      ['ES256', jwk(ed.publicKey)],
      ['ES256', pem(p384.publicKey)],
      ['ES256', jwk(p384.publicKey)],
      ['ES256', pem(rsa.publicKey)],
      ['ES256', jwk(rsa.publicKey)],
      ['ES256', jwk(p256.privateKey)],
      ['ES256', p256.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
      ['EdDSA', jwk(ed.privateKey)],
      ['HS256', 'a secret of our own choosing that is long enough'],
      ['ES256', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}'],
    ];
    for (const [algorithm, publicKey] of wrong)
      expect(
        refusalOf(
          await desk.mutate('admin.createIdentityKey', { siteId: site.id, algorithm, publicKey }, admin),
        ),
        `${algorithm} ${publicKey.slice(0, 60)}`,
      ).toEqual({ code: 'field_wrong', field: 'publicKey', problem: 'not_valid' });
    for (const publicKey of [pem(p256.publicKey), jwk(p256.publicKey)])
      await made('admin.createIdentityKey', { siteId: site.id, algorithm: 'ES256', publicKey });
  });

  test('a retired one opens nothing new and lets who has come in go on; a revoked one puts them out (ID-10)', async () => {
    const site = await desk.site(await desk.licensee('Rotation at work'));
    const anna = await desk.client(site, 'anna');
    const is = async () => (await desk.query('customer.desk', {}, anna)).status;
    const open = async () =>
      (
        await desk.mutate('customer.openSession', {
          siteKey: site.key,
          identityToken: await desk.tokenFor(site),
        })
      ).status;
    const [key] = await desk.deps.store.sites.keysOf(site.id);
    expect([await is(), await open()]).toEqual([200, 200]);
    await made('admin.retireIdentityKey', { id: key!.id });
    expect([await is(), await open()]).toEqual([200, 401]);
    await made('admin.revokeIdentityKey', { id: key!.id });
    expect([await is(), await open()]).toEqual([401, 401]);
    expect(refusalOf(await desk.mutate('admin.revokeIdentityKey', { id: key!.id }, admin))).toEqual({
      code: 'not_found',
    });
  });

  test('two are active at most; a retired one makes room, and cannot be retired again', async () => {
    const { id } = await made('admin.createLicensee', { name: 'Rotation' });
    const site = await aSite(id);
    const wanted = { siteId: site.id, algorithm: 'EdDSA' };
    await made('admin.createIdentityKey', wanted);
    const second = (await made('admin.createIdentityKey', wanted)).site.identityKeys[0];
    expect(refusalOf(await desk.mutate('admin.createIdentityKey', wanted, admin))).toMatchObject({
      code: 'field_wrong',
    });
    const after = await made('admin.retireIdentityKey', { id: second.id });
    expect(after.identityKeys.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      'active',
      'retired',
    ]);
    expect(refusalOf(await desk.mutate('admin.retireIdentityKey', { id: second.id }, admin))).toEqual({
      code: 'not_found',
    });
    await made('admin.createIdentityKey', wanted);
  });
});

describe('sites', () => {
  test.each(['shop.example', 'https://shop.example/path', 'https://*.example', 'null', '*', ''])(
    'the origin %j is refused by name',
    async (origin) => {
      const { id } = await made('admin.createLicensee', { name: 'Origins' });
      const input = {
        licenseeId: id,
        name: 'x',
        origins: [origin],
        anonymousAllowed: true,
        identityRequired: false,
      };
      const answer = await desk.mutate('admin.createSite', input, admin);
      expect(refusalOf(answer)).toEqual({ code: 'field_wrong', field: 'origins', problem: 'not_valid' });
    },
  );

  test('a change keeps what it does not name', async () => {
    const { id } = await made('admin.createLicensee', { name: 'Change' });
    const site = await aSite(id);
    const changed = await made('admin.updateSite', { id: site.id, origins: ['https://new.example'] });
    expect(changed).toMatchObject({ name: 'Shop', origins: ['https://new.example'], identityRequired: true });
  });
});

test('a licensee is renamed, a product too, and a product that nobody licensed is not offered', async () => {
  const { id } = await made('admin.createLicensee', { name: 'Old' });
  const product = await made('admin.createProduct', { name: 'Thing', parts: [] });
  expect((await made('admin.updateLicensee', { id, name: 'New' })).name).toBe('New');
  expect(await made('admin.updateProduct', { id: product.id, name: 'Thing 2', parts: ['A'] })).toEqual({
    id: product.id,
    name: 'Thing 2',
    parts: ['A'],
  });
  await made('admin.licenseProducts', { licenseeId: id, productIds: [product.id] });
  expect((await made('admin.licenseProducts', { licenseeId: id, productIds: [] })).products).toContainEqual(
    expect.objectContaining({ id: product.id, licensed: false }),
  );
  const names = await read('staff.licenseeNames');
  expect(names).toContainEqual({ id, name: 'New', products: [] });
});

test('staff are listed with who is only invited, and an invitation is taken back', async () => {
  const invited = { name: 'Ira', email: 'ira@desk.example', role: 'agent', technicalSpecialist: true };
  const { staff } = await made('admin.inviteStaff', invited);
  expect(await read('admin.staff')).toContainEqual({
    ...{
      id: staff.id,
      name: 'Ira',
      initials: 'I',
      role: 'agent',
      technicalSpecialist: true,
      presence: 'off',
    },
    ...{ email: 'ira@desk.example', state: 'invited', openTickets: 0 },
  });
  expect((await made('admin.updateStaff', { id: staff.id, disabled: true })).state).toBe('disabled');
  expect((await read('admin.staff')).map(({ id }: { id: string }) => id)).not.toContain(staff.id);
});

test('a manager reads the administration; an agent not even that', async () => {
  const manager = await desk.member('manager');
  const agent = await desk.member('agent');
  for (const path of ['admin.licensees', 'admin.products', 'admin.staff']) {
    await read(path, {}, manager);
    expect(refusalOf(await desk.query(path, {}, agent))).toEqual({ code: 'not_allowed' });
  }
});
