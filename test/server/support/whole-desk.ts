/** The whole server over a folder of its own and a clock that is set by hand, asked through its real doors. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import { SignJWT } from 'jose';
import type { StaffRole } from '../../../shared/ticket.ts';
import { makeIdentityKey } from '../../../server/auth/identity-keys.ts';
import { randomToken } from '../../../server/auth/secrets.ts';
import { readConfig } from '../../../server/config.ts';
import { listenOn, type Listening } from '../../../server/listen.ts';
import { logTo } from '../../../server/log.ts';
import { openDesk, type OpenDesk, type Opening } from '../../../server/open-desk.ts';
import type { Site } from '../../../server/store/sites.ts';
import { ownDatabase, type OwnDatabase } from './a-database.ts';

/** A Monday, 11:00 in Moscow. */
export const T0 = Date.UTC(2026, 9, 5, 8);
export const ORIGIN = 'https://shop.example';
export const OWN_ORIGIN = 'http://localhost:8080';
export const PASSWORD = 'correct horse battery';

export type Answer = { status: number; text: string; json: Json; headers: Headers };
// oxlint-disable-next-line typescript/no-explicit-any -- an answer is looked into without knowing it
export type Json = any;
export type SigningSite = Site & { kid: string; privateKey: KeyObject; alg: 'EdDSA' };
export type Caller = Record<string, string>;
export type WholeDesk = Awaited<ReturnType<typeof aWholeDesk>>;

type Settings = Record<string, string>;

/** A hash that is meant to be slow, for the one password that all have here. */
const hashes = new Map<string, Promise<string>>();
function hashedOnce(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
}

/** `own`: a database that others have too, and that does not end with this desk. */
export async function aWholeDesk(
  settings: Settings = {},
  own?: OwnDatabase,
  more: Pick<Opening, 'disk' | 'hashPassword'> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'whole-desk-'));
  const clock = { at: T0 };
  const lines: string[] = [];
  const now = () => clock.at;
  const { database, drop } = own ?? (await ownDatabase());
  const where = 'url' in database ? { DATABASE_URL: database.url } : {};
  const config = readConfig({ DATA_DIR: folder, ...where, RATE_LIMITS: 'off', ...settings });
  const opened: OpenDesk = await openDesk({
    config,
    now,
    log: logTo((line) => lines.push(line), now),
    dist: join(folder, 'dist'),
    lookAgainMs: 50,
    hashPassword: hashedOnce,
    ...more,
  });
  const { deps, desk, app } = opened;
  const { store, newId } = deps;

  const request = async (path: string, init: RequestInit = {}, peer = '192.0.2.1'): Promise<Answer> => {
    const response = await app.request(path, init, { incoming: { socket: { remoteAddress: peer } } });
    const text = await response.text();
    return { status: response.status, text, json: parsed(text), headers: response.headers };
  };

  let listening: Promise<Listening> | null = null;
  const listen = async () => {
    const made = await listenOn({ port: 0, host: '127.0.0.1' });
    // Who is turned away for want of time is the gate's own test's.
    made.serve(app.fetch, { turnsAway: () => false });
    return made;
  };

  return {
    ...opened,
    config,
    folder,
    clock,
    lines,
    request,

    query: (path: string, input: unknown, headers: Caller = {}) =>
      request(`/rpc/${path}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`, { headers }),

    mutate: (path: string, input: unknown, headers: Caller = {}) =>
      request(`/rpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(input ?? {}),
      }),

    /** The live stream, over a socket: it is written to Node's own response. */
    async live(headers: Caller = {}, init: RequestInit = {}): Promise<Response> {
      const { port } = await (listening ??= listen());
      return fetch(`http://127.0.0.1:${port}/live`, { headers, ...init });
    },

    async licensee(name: string): Promise<string> {
      const id = newId();
      await store.licensees.add({ id, name, createdAt: clock.at });
      return id;
    },

    async site(licenseeId: string, more: Partial<Site> = {}): Promise<SigningSite> {
      const site: Site = {
        id: newId(),
        key: `pk_site_${randomToken().slice(0, 12)}`,
        licenseeId,
        name: 'Shop',
        origins: [ORIGIN],
        anonymousAllowed: true,
        identityRequired: false,
        createdAt: clock.at,
        ...more,
      };
      await store.sites.add(site);
      const made = makeIdentityKey(
        { siteId: site.id, algorithm: 'EdDSA' },
        { id: newId(), at: clock.at, keys: desk.keys },
      );
      if ('refusal' in made) throw new Error(made.refusal.code);
      await store.sites.addKey(made.key);
      const privateKey = createPrivateKey(made.privateKeyPem!);
      return { ...site, kid: made.key.kid, privateKey, alg: 'EdDSA' };
    },

    tokenFor: (site: SigningSite, claims: Record<string, unknown> = {}) =>
      signed(site, { ...goodClaims(site, clock.at), ...claims }),

    /** Headers of a signed-in person of the site. */
    async client(site: SigningSite, sub: string, claims: Record<string, unknown> = {}): Promise<Caller> {
      const identityToken = await signed(site, { ...goodClaims(site, clock.at), sub, ...claims });
      const opened = await this.mutate('customer.openSession', { siteKey: site.key, identityToken });
      if (opened.status !== 200) throw new Error(opened.text);
      return { authorization: `Bearer ${opened.json.result.data.session}` };
    },

    /** Headers of a signed-in member of staff. */
    async member(role: StaffRole, name = role as string): Promise<Caller & { id: string }> {
      const email = `${name}@desk.example`;
      const account = { name, email, role, technicalSpecialist: false, password: PASSWORD };
      const id = await desk.staff.createAccount(account, clock.at);
      if (!id) throw new Error(`${email} is taken`);
      const [cookie] = (await desk.staff.signInAs(id))!;
      return { id, cookie: cookie!.split(';')[0]!, 'x-smart-support': '1' };
    },

    async end() {
      opened.streams.closeAll();
      await (await listening)?.close();
      await opened.close();
      if (!own) await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const goodClaims = (site: Pick<Site, 'id'>, at: number) => ({
  iss: site.id,
  aud: 'smart-support',
  sub: 'anna',
  iat: Math.floor(at / 1000),
  exp: Math.floor(at / 1000) + 300,
  jti: randomToken(),
});

export async function signed(
  site: Pick<SigningSite, 'kid' | 'privateKey' | 'alg'>,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: site.alg, kid: site.kid, typ: 'support-identity+jwt', ...header })
    .sign(site.privateKey);
}

export const aRequestId = () => randomToken().slice(0, 24);

export const aConsultation = (more: Record<string, unknown> = {}) => ({
  requestId: aRequestId(),
  kind: 'consultation',
  fields: { question: 'How do I cancel an order?' },
  files: [],
  channel: 'widget',
  ...more,
});

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
