/** People of the sites who are signed in already, and somebody of staff: as many as are wanted, without asking the server. */
import { randomId, randomToken, hashOf, keysFrom } from '../../server/auth/secrets.ts';
import { openStaffDoor } from '../../server/auth/staff-door.ts';
import { now } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { openStore } from '../../server/store/open-store.ts';
import { logTo } from '../../server/log.ts';
import { ORIGIN } from './a-client.ts';
import type { Installation } from './installation.ts';

export type Headers = Readonly<Record<string, string>>;
export type Crowd = {
  visitors: readonly Headers[];
  clients: readonly Headers[];
  staff: Headers;
  password: string;
};

export const STAFF_EMAIL = 'anna@desk.example';

const HOUR_MS = 3_600_000;

export async function aCrowd(
  { dataDir, database, env }: Pick<Installation, 'dataDir' | 'database' | 'env'>,
  {
    base,
    visitors,
    clients,
    livesMs = HOUR_MS,
  }: { base: string; visitors: number; clients: number; livesMs?: number },
): Promise<Crowd> {
  const store = await openStore(database);
  try {
    const at = now();
    const signedIn = async (i: number, verified: boolean): Promise<Headers> => {
      const site = i % 2 ? 'south' : 'north';
      const [personId, token] = [randomId(), randomToken()];
      const who = { id: personId, licenseeId: site, siteId: site, subject: verified ? personId : null };
      const unknown = { name: null, email: null, emailVerified: false };
      await store.people.add({ ...who, ...unknown, verified, anonymous: !verified, createdAt: at });
      await store.sessions.add({
        id: randomId(),
        tokenHash: hashOf(token),
        licenseeId: site,
        siteId: site,
        personId,
        verified,
        identityKeyId: null,
        createdAt: at,
        lastUsedAt: at,
        expiresAt: at + livesMs,
      });
      return { origin: ORIGIN, authorization: `Bearer ${token}` };
    };
    const crowd = { visitors: [] as Headers[], clients: [] as Headers[] };
    for (let i = 0; i < visitors; i++) crowd.visitors.push(await signedIn(i, false));
    for (let i = 0; i < clients; i++) crowd.clients.push(await signedIn(i, true));

    const config = readConfig({ ...env, DATA_DIR: dataDir, BASE_URL: base });
    const door = await openStaffDoor({
      store,
      baseUrl: config.baseUrl,
      keys: keysFrom(config.secret),
      log: logTo(() => {}, now),
    });
    const password = randomToken();
    const account = {
      name: 'Anna',
      email: STAFF_EMAIL,
      role: 'agent',
      technicalSpecialist: false,
    } as const;
    const id = await door.createAccount({ ...account, password }, at);
    const [cookie = ''] = (id && (await door.signInAs(id))) || [];
    return { ...crowd, staff: { cookie: cookie.split(';')[0]!, 'x-smart-support': '1' }, password };
  } finally {
    await store.close();
  }
}
