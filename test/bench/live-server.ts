/** The whole server in a process of its own, with as many people signed in as are wanted; tells of its memory and its events. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { hashOf, randomId, randomToken } from '../../server/auth/secrets.ts';
import { now } from '../../server/clock.ts';
import { listenOn } from '../../server/listen.ts';
import { aBenchDesk } from './bench-desk.ts';

export type Published = { key: string; at: number };
export type Told =
  | { base: string; tokens: string[] }
  | { rssBytes: number; heapBytes: number; cpuMs: number }
  | { published: Published[] };
export type Asked = 'memory' | 'published';

const LIVES_MS = 3_600_000;
const AT_ONCE = 200;

const tell = (told: Told) => process.send?.(told);

const [PEOPLE = '0', url] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const listening = await listenOn({ port: 0, host: '127.0.0.1' });
const base = `http://127.0.0.1:${listening.port}`;
const { desk } = await aBenchDesk({ folder, groupCommit: 'on', url, base });
const { store, live } = desk.deps;
const createdAt = now();
const tokens = Array.from({ length: Number(PEOPLE) }, randomToken);
for (let i = 0; i < tokens.length; i += AT_ONCE) {
  const some = tokens.slice(i, i + AT_ONCE).map((token) => ({ token, id: randomId() }));
  await store.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('person')
      .values(
        some.map(({ id }) => ({
          ...{ id, licensee_id: 'bench', site_id: 'bench', subject: null, name: null, email: null },
          ...{
            email_verified: 0 as const,
            verified: 0 as const,
            anonymous: 1 as const,
            created_at: createdAt,
          },
        })),
      )
      .execute();
    await tx
      .insertInto('client_session')
      .values(
        some.map(({ id, token }) => ({
          ...{
            id: randomId(),
            token_hash: hashOf(token),
            licensee_id: 'bench',
            site_id: 'bench',
            person_id: id,
          },
          ...{ verified: 0 as const, identity_key_id: null, created_at: createdAt, last_used_at: createdAt },
          expires_at: createdAt + LIVES_MS,
        })),
      )
      .execute();
  });
}
let published: Published[] = [];
live.subscribe({ side: 'staff' }, ({ id, version }) =>
  published.push({ key: `${id} ${version}`, at: performance.timeOrigin + performance.now() }),
);
listening.serve(desk.app.fetch, desk.gate);

process.on('message', (asked: Asked) => {
  if (asked === 'published') {
    tell({ published });
    published = [];
    return;
  }
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  tell({ rssBytes: rss, heapBytes: heapUsed + external, cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
tell({ base, tokens });
