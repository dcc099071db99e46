/** Forged, stale, replayed and foreign identity tokens, through the real door: ID-01, ID-04 to ID-09, ID-11, ID-24. */
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityKey } from '../../../server/auth/identity-keys.ts';
import {
  T0,
  aWholeDesk,
  goodClaims,
  signed,
  type Answer,
  type SigningSite,
  type WholeDesk,
} from '../support/whole-desk.ts';

let desk: WholeDesk;
let site: SigningSite;
let other: SigningSite;
let licensee: string;

beforeAll(async () => {
  desk = await aWholeDesk();
  licensee = await desk.licensee('North');
  site = await desk.site(licensee);
  other = await desk.site(await desk.licensee('South'));
});
afterAll(() => desk.end());

const open = (identityToken: unknown, siteKey = site.key): Promise<Answer> =>
  desk.mutate('customer.openSession', { siteKey, identityToken });
const whyOf = ({ json }: Answer): string =>
  json?.error?.data?.refusal?.why ?? json?.error?.data?.refusal?.code;
const claims = (more: Record<string, unknown> = {}) => ({ ...goodClaims(site, T0), ...more });
const without = (name: string) => {
  const { [name]: _, ...rest } = claims() as Record<string, unknown>;
  return rest;
};
const b64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const header = (more: Record<string, unknown> = {}) => ({
  alg: 'EdDSA',
  kid: site.kid,
  typ: 'support-identity+jwt',
  ...more,
});
/** Whatever stands in it, with a signature that is right for it. */
async function signedRaw(head: string, payload: string): Promise<string> {
  const { sign } = await import('node:crypto');
  const input = `${b64(head)}.${b64(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), site.privateKey).toString('base64url')}`;
}
const publicPem = () => createPublicKey(site.privateKey).export({ format: 'pem', type: 'spki' }).toString();
const hs256 = (head: object, payload: object, secret: string | Buffer) => {
  const input = `${b64(head)}.${b64(payload)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
};

test('a good token opens a session for the person it names', async () => {
  const opened = await open(
    await desk.tokenFor(site, { sub: 'u-1', name: 'Anna', email: 'anna@north.example' }),
  );
  expect(opened.status, opened.text).toBe(200);
  expect(opened.json.result.data).toMatchObject({
    person: { name: 'Anna', email: 'anna@north.example', verified: true },
    deviceSecret: null,
    hasTickets: false,
  });
  expect(opened.json.result.data.session).toMatch(/^[\w-]{43}$/);
});

const stranger = () => generateKeyPairSync('ed25519').privateKey;
const FORGED: [what: string, why: string, token: () => Promise<unknown> | unknown][] = [
  ['alg none, empty signature', 'malformed', () => `${b64(header({ alg: 'none' }))}.${b64(claims())}.`],
  [
    'alg none, some signature',
    'wrong_algorithm',
    () => `${b64(header({ alg: 'none' }))}.${b64(claims())}.AAAA`,
  ],
  ['alg None', 'wrong_algorithm', () => `${b64(header({ alg: 'None' }))}.${b64(claims())}.AAAA`],
  [
    'the public key in PEM as an HMAC secret',
    'wrong_algorithm',
    () => hs256(header({ alg: 'HS256' }), claims(), publicPem()),
  ],
  [
    'the public key in JWK as an HMAC secret',
    'wrong_algorithm',
    async () =>
      hs256(
        header({ alg: 'HS256' }),
        claims(),
        JSON.stringify(await exportJWK(createPublicKey(site.privateKey))),
      ),
  ],
  ['HMAC under the name of EdDSA', 'bad_signature', () => hs256(header(), claims(), publicPem())],
  ['alg RS256', 'wrong_algorithm', () => `${b64(header({ alg: 'RS256' }))}.${b64(claims())}.AAAA`],
  ['alg ES256', 'wrong_algorithm', () => `${b64(header({ alg: 'ES256' }))}.${b64(claims())}.AAAA`],
  [
    'alg Ed25519, another name for the same',
    'wrong_algorithm',
    () => signedRaw(JSON.stringify(header({ alg: 'Ed25519' })), JSON.stringify(claims())),
  ],
  ['an unknown alg', 'wrong_algorithm', () => `${b64(header({ alg: 'XX999' }))}.${b64(claims())}.AAAA`],
  [
    'no alg',
    'wrong_algorithm',
    () => `${b64({ kid: site.kid, typ: 'support-identity+jwt' })}.${b64(claims())}.AAAA`,
  ],
  ['alg as a list', 'wrong_algorithm', () => `${b64(header({ alg: ['EdDSA'] }))}.${b64(claims())}.AAAA`],
  [
    'empty signature',
    'malformed',
    async () => `${(await signed(site, claims())).split('.').slice(0, 2).join('.')}.`,
  ],
  [
    'no signature part',
    'malformed',
    async () => (await signed(site, claims())).split('.').slice(0, 2).join('.'),
  ],
  ['four parts', 'malformed', async () => `${await signed(site, claims())}.AAAA`],
  [
    'signature of zeros',
    'bad_signature',
    async () =>
      `${(await signed(site, claims())).split('.').slice(0, 2).join('.')}.${Buffer.alloc(64).toString('base64url')}`,
  ],
  ['signature cut short', 'bad_signature', async () => (await signed(site, claims())).slice(0, -4)],
  [
    'signature of another token',
    'bad_signature',
    async () => {
      const [head, body] = (await signed(site, claims({ sub: 'victim' }))).split('.');
      return `${head}.${body}.${(await signed(site, claims())).split('.')[2]}`;
    },
  ],
  [
    'signed by a stranger',
    'bad_signature',
    () => new SignJWT(claims()).setProtectedHeader(header() as never).sign(stranger()),
  ],
  [
    'its own key in jwk',
    'malformed',
    async () => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      return new SignJWT(claims())
        .setProtectedHeader(header({ jwk: await exportJWK(publicKey) }) as never)
        .sign(privateKey);
    },
  ],
  ['jku', 'malformed', () => signed(site, claims(), { jku: 'https://evil.example/keys' })],
  ['x5u', 'malformed', () => signed(site, claims(), { x5u: 'https://evil.example/cert' })],
  ['x5c', 'malformed', () => signed(site, claims(), { x5c: ['AAAA'] })],
  ['crit', 'malformed', () => signedRaw(JSON.stringify(header({ crit: ['exp'] })), JSON.stringify(claims()))],
  [
    'b64 false',
    'malformed',
    () => signedRaw(JSON.stringify(header({ b64: false })), JSON.stringify(claims())),
  ],
  ['cty', 'malformed', () => signed(site, claims(), { cty: 'JWT' })],
  ['kid of nobody', 'unknown_key', () => signed(site, claims(), { kid: 'nobody' })],
  ['kid as a path', 'unknown_key', () => signed(site, claims(), { kid: '../../../../dev/null' })],
  ['kid as SQL', 'unknown_key', () => signed(site, claims(), { kid: "' OR '1'='1" })],
  [
    'kid of an object',
    'unknown_key',
    () => signedRaw(JSON.stringify({ ...header(), kid: { x: 1 } }), JSON.stringify(claims())),
  ],
  [
    'no kid',
    'unknown_key',
    () => signedRaw(JSON.stringify({ alg: 'EdDSA', typ: 'support-identity+jwt' }), JSON.stringify(claims())),
  ],
  ['kid in other case', 'unknown_key', () => signed(site, claims(), { kid: site.kid.toUpperCase() })],
  ['kid __proto__', 'unknown_key', () => signed(site, claims(), { kid: '__proto__' })],
  [
    'alg twice in the header',
    'malformed',
    () =>
      signedRaw(
        `{"alg":"none","alg":"EdDSA","kid":"${site.kid}","typ":"support-identity+jwt"}`,
        JSON.stringify(claims()),
      ),
  ],
  [
    'kid twice, once escaped',
    'malformed',
    () =>
      signedRaw(
        `{"alg":"EdDSA","k\\u0069d":"nobody","kid":"${site.kid}","typ":"support-identity+jwt"}`,
        JSON.stringify(claims()),
      ),
  ],
  [
    'sub twice in the claims',
    'malformed',
    () =>
      signedRaw(
        JSON.stringify(header()),
        JSON.stringify(claims()).replace('"sub":"anna"', '"sub":"victim","sub":"anna"'),
      ),
  ],
  ['a header that is a list', 'malformed', () => signedRaw('[]', JSON.stringify(claims()))],
  ['a header that is no JSON', 'malformed', () => signedRaw('{alg:EdDSA}', JSON.stringify(claims()))],
  [
    'a header that is no UTF-8',
    'malformed',
    () => `${Buffer.from([0xff, 0xfe]).toString('base64url')}.${b64(claims())}.AAAA`,
  ],
  ['claims that are a string', 'malformed', () => signedRaw(JSON.stringify(header()), '"anna"')],
  ['claims that are null', 'malformed', () => signedRaw(JSON.stringify(header()), 'null')],
  ['the empty text', 'malformed', () => ''],
  ['two dots', 'malformed', () => '..'],
  ['a space behind', 'malformed', async () => `${await signed(site, claims())} `],
  ['a space in front', 'malformed', async () => ` ${await signed(site, claims())}`],
  ['a line end behind', 'malformed', async () => `${await signed(site, claims())}\n`],
  ['base64 with padding', 'malformed', async () => `${await signed(site, claims())}==`],
  [
    '64 kB',
    'malformed',
    () =>
      signed(site, claims({ attrs: 'x'.repeat(64 * 1024 - 600) })).then((token) => token.slice(0, 65_536)),
  ],
  ['9 kB, signed', 'malformed', () => signed(site, claims({ attrs: 'x'.repeat(9000) }))],
  ['a JWE of five parts', 'malformed', () => 'a.b.c.d.e'],
];

describe('a forged token is refused, and says why to the licensee’s developers (ID-05)', () => {
  test('there are at least 40 of them', () => expect(FORGED.length).toBeGreaterThanOrEqual(40));

  test.each(FORGED)('%s', async (_what, why, token) => {
    const answer = await open(await token());
    expect(answer.status, answer.text).toBe(401);
    expect(whyOf(answer)).toBe(why);
  });

  test.each([
    ['a list', ['x']],
    ['a number', 1],
    ['an object', { a: 1 }],
    ['null', null],
  ])('a token that is %s is no input at all', async (_what, token) => {
    expect(whyOf(await open(token))).toBe('field_wrong');
  });
});

const WRONG: [what: string, why: string, claims: () => Record<string, unknown>][] = [
  ['no iss', 'wrong_issuer', () => without('iss')],
  ['iss of another site', 'wrong_issuer', () => claims({ iss: other.id })],
  ['iss as a list', 'wrong_issuer', () => claims({ iss: [site.id] })],
  ['no aud', 'wrong_audience', () => without('aud')],
  ['another aud', 'wrong_audience', () => claims({ aud: 'other-service' })],
  ['aud as a list with ours in it', 'wrong_audience', () => claims({ aud: ['smart-support', 'x'] })],
  ['no sub', 'wrong_subject', () => without('sub')],
  ['sub a number', 'wrong_subject', () => claims({ sub: 17 })],
  ['sub a list', 'wrong_subject', () => claims({ sub: ['anna'] })],
  ['sub empty', 'wrong_subject', () => claims({ sub: '' })],
  ['sub of 129 letters', 'wrong_subject', () => claims({ sub: 'x'.repeat(129) })],
  ['sub with NUL', 'wrong_subject', () => claims({ sub: 'anna\0' })],
  ['sub with a space behind', 'wrong_subject', () => claims({ sub: 'anna ' })],
  ['sub with half a pair', 'wrong_subject', () => claims({ sub: 'anna\ud800' })],
  ['no iat', 'no_issued_at', () => without('iat')],
  ['iat a text', 'no_issued_at', () => claims({ iat: String(T0 / 1000) })],
  ['iat a fraction', 'no_issued_at', () => claims({ iat: T0 / 1000 + 0.5 })],
  ['no exp', 'no_expiry', () => without('exp')],
  ['exp a text', 'no_expiry', () => claims({ exp: 'never' })],
  ['exp without end', 'no_expiry', () => claims({ exp: 1e300 })],
  ['no jti', 'no_token_id', () => without('jti')],
  ['jti of 21 letters', 'no_token_id', () => claims({ jti: 'x'.repeat(21) })],
  ['jti a number', 'no_token_id', () => claims({ jti: 12345678901234567890n.toString().length })],
  ['name an object', 'wrong_claim', () => claims({ name: { first: 'Anna' } })],
  ['name of 121 letters', 'wrong_claim', () => claims({ name: 'x'.repeat(121) })],
  ['email that is none', 'wrong_claim', () => claims({ email: 'anna' })],
  ['email of two', 'wrong_claim', () => claims({ email: 'a@x.example,b@x.example' })],
  ['email_verified a text', 'wrong_claim', () => claims({ email: 'a@x.example', email_verified: 'true' })],
];

describe('a claim that is missing or wrong (ID-06)', () => {
  test.each(WRONG)('%s', async (_what, why, wrong) => {
    const answer = await open(await signed(site, wrong()));
    expect(answer.status, answer.text).toBe(401);
    expect(whyOf(answer)).toBe(why);
  });

  test.each([[undefined], ['JWT'], ['at+jwt'], ['SUPPORT-IDENTITY+JWT']])('typ %s', async (typ) => {
    expect(whyOf(await open(await signed(site, claims(), { typ })))).toBe('wrong_type');
  });

  test('a look-alike of a subject is somebody else', async () => {
    const latin = await open(await signed(site, claims({ sub: 'alice' })));
    const cyrillic = await open(await signed(site, claims({ sub: 'аlice' })));
    expect(cyrillic.json.result.data.personKey).not.toBe(latin.json.result.data.personKey);
  });
});

describe('when (ID-07)', () => {
  const s = T0 / 1000;
  test.each([
    ['600 s of life', { iat: s, exp: s + 600 }, null],
    ['601 s of life', { iat: s, exp: s + 601 }, 'lives_too_long'],
    ['no life at all', { iat: s, exp: s }, 'lives_too_long'],
    ['expired 59 s ago', { iat: s - 300, exp: s - 59 }, null],
    ['expired 60 s ago', { iat: s - 300, exp: s - 60 }, 'expired'],
    ['expired 61 s ago', { iat: s - 300, exp: s - 61 }, 'expired'],
    ['issued 60 s ahead', { iat: s + 60, exp: s + 300 }, null],
    ['issued 61 s ahead', { iat: s + 61, exp: s + 300 }, 'issued_in_future'],
    ['not before 61 s ahead', { iat: s, exp: s + 300, nbf: s + 61 }, 'issued_in_future'],
  ])('%s', async (_what, times, why) => {
    const answer = await open(await signed(site, claims(times)));
    if (why === null) expect(answer.status, answer.text).toBe(200);
    else expect(whyOf(answer)).toBe(why);
  });
});

describe('used once (ID-08)', () => {
  test('the second time it is refused', async () => {
    const token = await desk.tokenFor(site);
    expect((await open(token)).status).toBe(200);
    expect(whyOf(await open(token))).toBe('used_before');
  });

  test('of 50 in the same moment exactly one comes in', async () => {
    const token = await desk.tokenFor(site);
    const answers = await Promise.all(Array.from({ length: 50 }, () => open(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => whyOf(answer) === 'used_before')).toHaveLength(49);
  });

  test('a token that was refused has not used up its id', async () => {
    const jti = 'x'.repeat(30);
    await open(await signed(site, claims({ jti, aud: 'wrong' })));
    expect((await open(await signed(site, claims({ jti })))).status).toBe(200);
  });
});

describe('whose token (ID-01, ID-04, ID-11)', () => {
  test('a token of one site with the key of another is refused', async () => {
    expect(whyOf(await open(await desk.tokenFor(site), other.key))).toBe('unknown_key');
  });

  test('with the same kid at both sites it is still refused', async () => {
    const key = (await desk.deps.store.sites.keysOf(site.id))[0]!;
    await desk.deps.store.sites.addKey({ ...key, id: desk.deps.newId(), siteId: other.id });
    expect(whyOf(await open(await desk.tokenFor(site), other.key))).toBe('wrong_issuer');
  });

  test('the same subject at two sites is two people, also within one licensee', async () => {
    const second = await desk.site(licensee);
    const one = await open(await desk.tokenFor(site, { sub: '1' }));
    const two = await open(await desk.tokenFor(second, { sub: '1' }), second.key);
    expect(one.json.result.data.personKey).not.toBe(two.json.result.data.personKey);
  });

  test('a name and an address in the call itself are refused: only the token says who it is', async () => {
    const answer = await desk.mutate('customer.openSession', {
      siteKey: site.key,
      email: 'boss@north.example',
    });
    expect(whyOf(answer)).toBe('field_wrong');
  });

  test('name and address follow the token, and stay where it says nothing', async () => {
    await open(await desk.tokenFor(site, { sub: 'mover', name: 'Old', email: 'old@x.example' }));
    const renamed = await open(await desk.tokenFor(site, { sub: 'mover', name: 'New' }));
    expect(renamed.json.result.data.person).toMatchObject({ name: 'New', email: 'old@x.example' });
  });
});

describe('keys (ID-09, ID-10)', () => {
  test('an HS256 secret is made here, has 256 bits, and signs', async () => {
    const made = makeIdentityKey(
      { siteId: site.id, algorithm: 'HS256' },
      { id: desk.deps.newId(), at: T0, keys: desk.desk.keys },
    );
    if ('refusal' in made) throw new Error(made.refusal.code);
    expect(Buffer.from(made.secret!, 'base64url')).toHaveLength(32);
    expect(made.key.sealedSecret).not.toContain(made.secret);
    await desk.deps.store.sites.addKey(made.key);
    const head = header({ alg: 'HS256', kid: made.key.kid });
    expect((await open(hs256(head, claims(), Buffer.from(made.secret!, 'base64url')))).status).toBe(200);
    expect(whyOf(await open(hs256(head, claims(), 'secret')))).toBe('bad_signature');
    expect(whyOf(await open(await signed({ ...site, kid: made.key.kid }, claims())))).toBe('wrong_algorithm');
  });

  const pemOf = (key: { export(options: object): string | Buffer }, type: string) =>
    key.export({ format: 'pem', type }).toString();
  test.each([
    ['RSA', () => pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey, 'spki')],
    ['P-256', () => pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, 'spki')],
    ['X25519', () => pemOf(generateKeyPairSync('x25519').publicKey, 'spki')],
    ['a private key', () => pemOf(generateKeyPairSync('ed25519').privateKey, 'pkcs8')],
    [
      'a private JWK',
      () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
    ],
    ['no key', () => 'hello'],
    ['half a JWK', () => '{"kty":"OKP","crv":"Ed25519"}'],
  ])('%s cannot be registered as a public key', (_what, publicKey) => {
    const wanted = { siteId: site.id, algorithm: 'EdDSA' as const, publicKey: publicKey() };
    expect(makeIdentityKey(wanted, { id: 'x', at: T0, keys: desk.desk.keys })).toMatchObject({
      refusal: { code: 'field_wrong', field: 'publicKey' },
    });
  });

  test.each([
    ['PEM', () => publicPem()],
    ['JWK', () => JSON.stringify(createPublicKey(site.privateKey).export({ format: 'jwk' }))],
  ])('the licensee’s own public key is taken as %s', (_what, publicKey) => {
    const made = makeIdentityKey(
      { siteId: site.id, algorithm: 'EdDSA', publicKey: publicKey() },
      { id: 'x', at: T0, keys: desk.desk.keys },
    );
    expect(made).toMatchObject({ secret: null, privateKeyPem: null, privateKeyJwk: null });
  });

  test('a retired key signs nothing any more, and ends the sessions that it opened', async () => {
    const third = await desk.site(licensee);
    const anna = await desk.client(third, 'anna');
    expect((await desk.query('customer.desk', {}, anna)).status).toBe(200);
    const [key] = await desk.deps.store.sites.keysOf(third.id);
    await desk.deps.store.sites.endKey(third.id, key!.id, 'revoked', T0);
    expect(whyOf(await desk.query('customer.desk', {}, anna))).toBe('not_signed_in');
    expect(whyOf(await open(await desk.tokenFor(third), third.key))).toBe('unknown_key');
  });
});
