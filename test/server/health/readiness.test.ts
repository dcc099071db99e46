/** Ready is what can be worked with; what is outside and down does not make it less. */
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/duration.ts';
import { readiness } from '../../../server/health/readiness.ts';
import { aWholeDesk, type WholeDesk } from '../support/whole-desk.ts';

let desk: WholeDesk;
afterEach(() => desk.end());

const aNotice = (id: string) => ({
  id,
  kind: 'received' as const,
  to: { side: 'client' as const, personId: 'nobody' },
  channel: 'email' as const,
  seq: null,
  detail: {},
});
const ask = () => desk.request('/readyz');

test('a desk that takes writes is ready, and one that does not says why', async () => {
  desk = await aWholeDesk();
  expect(await ask()).toMatchObject({ status: 200, text: 'ready' });
  await sql`PRAGMA query_only = ON`.execute(desk.deps.store.db);
  desk.clock.at += MINUTE;
  const answer = await ask();
  expect(answer).toMatchObject({ status: 503, text: 'not ready: database' });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(desk.lines.join()).toContain('"what":"not ready"');
  await sql`PRAGMA query_only = OFF`.execute(desk.deps.store.db);
  desk.clock.at += MINUTE;
  expect((await ask()).text).toBe('ready');
});

test('alive is alive without its database', async () => {
  desk = await aWholeDesk();
  await desk.deps.store.db.destroy();
  expect(await desk.request('/livez')).toMatchObject({ status: 200, text: 'alive' });
  expect((await ask()).text).toBe('not ready: database, outbox');
});

test('a disk that is nearly full is in the way', async () => {
  desk = await aWholeDesk();
  const { store, now, log, delivery } = desk.deps;
  const more = { store, now, log, ways: delivery.ways };
  const room = (short: boolean) => ({ isShort: async () => short });
  expect(await readiness({ ...more, room: room(true) }).problems()).toEqual(['disk']);
  expect(await readiness({ ...more, room: room(false) }).problems()).toEqual([]);
});

test('a notice that could go for five minutes and has not is in the way; one put off is not', async () => {
  desk = await aWholeDesk();
  const { store, now } = desk.deps;
  const at = now();
  await store.outbox.add([{ ...aNotice('a'), notBefore: at }], at);
  desk.clock.at += 5 * MINUTE - 1;
  expect((await ask()).text).toBe('ready');
  desk.clock.at += MINUTE;
  expect((await ask()).text).toBe('not ready: outbox');
  const [taken] = await store.outbox.take('me', { at: now(), until: now() + MINUTE, most: 1, not: [] });
  await store.outbox.putOff(taken!, now() + 60 * MINUTE, {
    code: 'unreachable',
    text: '',
    perhapsSent: false,
    failingSince: now(),
    counts: false,
  });
  desk.clock.at += MINUTE;
  expect((await ask()).text).toBe('ready');
});
