/** Two of the whole desk over one database, as two machines would have it: each with its own pool, bus and limits. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CALLS_PER_MINUTE } from '../../../../server/auth/rate-limits.ts';
import { makeLink } from '../../../../server/auth/one-time-links.ts';
import { startJobs, type Job } from '../../../../server/jobs.ts';
import type { Frame } from '../../../../server/live.ts';
import { ask } from '../../../postgres/ask.ts';
import { aConsultation, aWholeDesk, OWN_ORIGIN, PASSWORD, type WholeDesk } from '../../support/whole-desk.ts';
import { emptyDatabase, ownDatabase, type OwnDatabase } from '../../support/a-database.ts';

let own: OwnDatabase;
let one: WholeDesk;
let other: WholeDesk;
let url: string;

const SETTINGS = { SMART_SUPPORT_SECRET: 'the same for both of them, and long enough', RATE_LIMITS: 'on' };
const A_SECOND = { timeout: 1000, interval: 10 };

beforeEach(async () => {
  own = await ownDatabase();
  url = (own.database as { url: string }).url;
  [one, other] = await Promise.all([aWholeDesk(SETTINGS, own), aWholeDesk(SETTINGS, own)]);
});
afterEach(async () => {
  await Promise.all([one.end(), other.end()]);
  await own.drop();
});

function hears(desk: WholeDesk): Frame[] {
  const heard: Frame[] = [];
  desk.deps.live.subscribe({ side: 'staff' }, (frame) => heard.push(frame));
  return heard;
}

/** What a live stream has brought so far. */
async function streamOf(desk: WholeDesk, headers: Record<string, string>): Promise<() => string> {
  const response = await desk.live(headers);
  expect(response.status).toBe(200);
  let read = '';
  void (async () => {
    for await (const chunk of response.body!) read += new TextDecoder().decode(chunk as Uint8Array);
  })().catch(() => {});
  return () => read;
}

test('both start at once, on a database with nothing in it', async () => {
  const empty = await emptyDatabase();
  const database = { database: { url: empty.url }, drop: empty.drop };
  const desks = await Promise.all([1, 2, 3].map(() => aWholeDesk(SETTINGS, database)));
  expect(await desks[0]!.deps.store.licensees.all()).toHaveLength(1);
  await Promise.all(desks.map((desk) => desk.end()));
  await empty.drop();
});

describe('what is done at one', () => {
  test('is live at a client and at staff of the other within a second, and each hears only what is theirs', async () => {
    const site = await one.site(await one.licensee('North'));
    const [anna, boris] = [await one.client(site, 'anna'), await one.client(site, 'boris')];
    const agent = await other.member('agent');
    const streams = await Promise.all([anna, boris, agent].map((who) => streamOf(other, who)));
    const sent = await one.mutate('customer.submit', aConsultation(), anna);
    const id: string = sent.json.result.data.id;
    await vi.waitFor(() => {
      for (const heard of [streams[0]!, streams[2]!]) expect(heard()).toContain(`"id":"${id}"`);
    }, A_SECOND);
    expect(streams[1]!()).not.toContain('ticket');
  });

  test('while the other’s ear was cut off is heard by it all the same', async () => {
    const heard = hears(other);
    const site = await one.site(await one.licensee('North'));
    const anna = await one.client(site, 'anna');
    await one.mutate('customer.submit', aConsultation(), anna);
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), A_SECOND);
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_current_snapshot%' OR query LIKE 'LISTEN%'`;
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      await ask(url, cut);
      const sent = await one.mutate('customer.submit', aConsultation(), anna);
      ids.push(sent.json.result.data.id);
    }
    await vi.waitFor(
      () =>
        expect(new Set(heard.map(({ id }) => id))).toEqual(new Set([...heard.map(({ id }) => id), ...ids])),
      {
        timeout: 5000,
      },
    );
    expect(other.lines.join('\n')).toContain('other processes are not heard; trying again');
  });

  test('is not told twice to its own readers', async () => {
    const heard = hears(one);
    const echo = hears(other);
    const site = await one.site(await one.licensee('North'));
    await one.mutate('customer.submit', aConsultation(), await one.client(site, 'anna'));
    await vi.waitFor(() => expect(echo.length).toBeGreaterThan(0), A_SECOND);
    const keys = heard.map(({ id, version }) => `${id} ${version}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('among them', () => {
  test('tickets are numbered one after the other, without holes, whichever took them in and whatever was refused', async () => {
    const site = await one.site(await one.licensee('North'));
    const clients = [await one.client(site, 'anna'), await one.client(site, 'boris')];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const desk = i % 2 ? one : other;
        // Every fifth names a file that is nobody's.
        const files = i % 5 === 4 ? ['f'.repeat(32)] : [];
        return desk.mutate('customer.submit', aConsultation({ files }), clients[i % 2]);
      }),
    );
    const numbers = answers
      .filter(({ status }) => status === 200)
      .map(({ json }) => json.result.data.number as number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, i) => 1001 + i));
  });

  test('a submission that is sent to both at once is one ticket', async () => {
    const site = await one.site(await one.licensee('North'));
    const anna = await one.client(site, 'anna');
    const submission = aConsultation();
    const answers = await Promise.all(
      [one, other, one, other].map((desk) => desk.mutate('customer.submit', submission, anna)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.result.data.number)).size).toBe(1);
  });

  test('a single-use link is accepted once', async () => {
    const { store } = one.deps;
    const { link } = await makeLink(
      { links: store.links, baseUrl: new URL(OWN_ORIGIN), at: one.clock.at },
      'invitation',
      {
        role: 'agent',
        email: 'new@desk.example',
        name: 'New',
      },
    );
    const body = { token: link.split('#')[1], name: 'New', email: 'new@desk.example', password: PASSWORD };
    const ours = { 'x-smart-support': '1' };
    const answers = await Promise.all(
      [one, other, one, other].map((desk) => desk.mutate('join.acceptInvitation', body, ours)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404]);
  });

  test('wrong passwords are counted together', async () => {
    const guess = (desk: WholeDesk) =>
      desk.request('/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-smart-support': '1' },
        body: JSON.stringify({ email: 'ada@desk.example', password: 'wrong' }),
      });
    const statuses: number[] = [];
    for (let i = 0; i < CALLS_PER_MINUTE.password + 4; i++)
      statuses.push((await guess(i % 2 ? one : other)).status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(CALLS_PER_MINUTE.password);
    expect(statuses.slice(-4)).toEqual([429, 429, 429, 429]);
  });

  test('other calls are counted together within seconds', async () => {
    for (const desk of [one, other]) {
      for (let i = 0; i < CALLS_PER_MINUTE.write / 2; i++)
        expect(await desk.desk.limits.take('write', 'a session')).toBeNull();
    }
    await vi.waitFor(
      async () => {
        for (const desk of [one, other])
          expect(await desk.desk.limits.spent('write', 'a session')).not.toBeNull();
      },
      { timeout: 4000 },
    );
  });

  test('the last administrator stays, whichever of two is taken away from at once', async () => {
    const ids = [await one.member('administrator', 'a'), await one.member('administrator', 'b')].map(
      ({ id }) => id,
    );
    const outcomes = await Promise.all(
      ids.map((id, i) => (i ? one : other).deps.store.staff.update(id, { role: 'agent' })),
    );
    expect(outcomes.toSorted()).toEqual(['last_administrator', 'updated']);
  });

  test('a job is at one of them at a time, and the other takes it up when that one has ended', async () => {
    let under = 0;
    let most = 0;
    let ran = 0;
    const job: Job = {
      name: 'long',
      next: (at) => at,
      async run() {
        most = Math.max(most, ++under);
        ran += 1;
        await new Promise((resolve) => setTimeout(resolve, 150));
        under -= 1;
      },
    };
    const stops = [one, other].map(({ deps }) => startJobs(deps, [job]));
    await vi.waitFor(() => expect(ran).toBeGreaterThanOrEqual(2), { timeout: 5000 });
    await Promise.all(stops.map((stop) => stop()));
    expect(most).toBe(1);
  });

  test('rules that one puts in force are in force at the other', async () => {
    const { store } = one.deps;
    const current = one.deps.ruleBook().current.regulation;
    const at = one.clock.at;
    const ada = (await one.member('administrator')).id;
    await store.rules.saveDraft({ content: '{}', basedOn: current.version, savedBy: ada, savedAt: at }, 0);
    const applied = await store.rules.apply(
      {
        version: 'next',
        fromVersion: current.version,
        orderedBy: ada,
        reason: 'a test',
        scope: 'new_only',
        fromAt: at,
        recordedAt: at,
        state: 'done',
      },
      { ...current, version: 'next' },
      1,
    );
    expect(applied).toBe('applied');
    await one.deps.reloadRules();
    await vi.waitFor(() => expect(other.deps.ruleBook().current.regulation.version).toBe('next'), A_SECOND);
  });
});
