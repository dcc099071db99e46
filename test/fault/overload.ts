/**
 * Clients ask for ten times what the process can do, and do not wait when they are told to: staff go on working, what can
 * be done is done, the rest is told at once when to come again, and a moment after it is over all is as before. Then one
 * site asks a hundred times as much as the others, which go on as if it did not.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { LONGEST_WAIT_S, SITE_BURST } from '../../server/overload/admission.ts';
import { seeded, type Random } from '../../server/sample/random.ts';
import type { Intent } from './a-client.ts';
import { aConnection, type AConnection, type Answered, type Call } from './a-connection.ts';
import { aCrowd, type Headers } from './a-crowd.ts';
import { aServer } from './a-server.ts';
import type { Fault, Outcome } from './fault.ts';
import { anInstallation, type Installation } from './installation.ts';
import { invariantsOf } from './invariants.ts';

export type Plan = { seed: number; connections: number; peakMs: number; overloadMs: number; noisyMs: number };

const METRICS_TOKEN = 'for-the-fault-run-alone';
const PEAK_CONNECTIONS = 64;
const TIMES = 10;
const SIGNED_IN_SHARE = 0.2;
const STAFF_PER_SECOND = 20;
const SENDS_SHARE = 0.3;
const OVER_WITHIN_MS = 30_000;

/** What the run asks of the figures, on a machine that does nothing else. */
const GOALS = {
  staffP99Ms: 1000,
  refusedP99Ms: 100,
  goodput: 0.8,
  rssBytes: 512 * 2 ** 20,
  grows: 1.2,
} as const;

export type Figures = {
  peakPerSecond: number;
  offeredPerSecond: number;
  goodput: number;
  staff: { calls: number; errors: number; p99Ms: number };
  refused: { calls: number; p50Ms: number; p99Ms: number; withoutTime: number };
  /** Shares of calls that were let in. */
  letIn: { clients: number; visitors: number; streams: number };
  rssBytes: number;
  overMs: number;
  noisy: { before: Figure; beside: Figure; noisyRefused: number; othersRefused: number } | null;
};
type Figure = { p50Ms: number; p99Ms: number };

export type OverloadRun = { figures: Figures; intents: number; problems: readonly string[] };

export async function overloadRun(plan: Plan): Promise<OverloadRun> {
  const installation = await anInstallation('sqlite');
  const random = seeded(plan.seed);
  const intents: Intent[] = [];
  try {
    const flooded = await flood(installation, { plan, random, intents });
    const noisy = plan.noisyMs > 0 ? await besideANoisySite(installation, plan.noisyMs) : null;
    const { problems } = await invariantsOf(installation, intents);
    return { figures: { ...flooded, noisy }, intents: intents.length, problems };
  } finally {
    await installation.remove();
  }
}

type Kind = 'visitor' | 'client' | 'staff' | 'stream';
type Seen = Answered & { kind: Kind; at: number };

async function flood(
  installation: Installation,
  { plan, random, intents }: { plan: Plan; random: Random; intents: Intent[] },
): Promise<Omit<Figures, 'noisy'>> {
  const server = await aServer({ ...installation, env: { ...installation.env, METRICS_TOKEN } });
  const port = Number(new URL(server.base).port);
  const clients = Math.round(plan.connections * SIGNED_IN_SHARE);
  const crowd = await aCrowd(installation, {
    base: server.base,
    visitors: plan.connections - clients,
    clients,
  });
  const people = [
    ...crowd.clients.map((headers) => ({ kind: 'client' as const, headers })),
    ...crowd.visitors.map((headers) => ({ kind: 'visitor' as const, headers })),
  ].map((each) => ({ ...each, connection: aConnection(port) }));
  const staff = Array.from({ length: 4 }, () => aConnection(port));
  const streams = Array.from({ length: 20 }, () => aConnection(port));
  const seen: Seen[] = [];
  const ask = async (
    kind: Kind,
    connection: AConnection,
    call: Call,
    intent?: Intent,
  ): Promise<Answered | null> => {
    const answer = await connection.ask(call);
    seen.push({
      ...(answer ?? { status: 0, retryAfter: null, body: '', ms: 0 }),
      kind,
      at: performance.now(),
    });
    if (intent && answer?.status === 200) intent.acknowledged = told(answer.body);
    return answer;
  };
  const turn = async ({ kind, connection, headers }: (typeof people)[number]) => {
    if (!random.chance(SENDS_SHARE)) return ask(kind, connection, tickets(headers));
    const intent = anIntent(intents.length);
    intents.push(intent);
    return ask(kind, connection, submission(headers, intent.text), intent);
  };

  try {
    await server.start();
    // Everybody has been here before: signed in, seen, warm.
    for (const { connection, headers } of people) await connection.ask(tickets(headers));
    for (const connection of staff) await connection.ask(counts(crowd.staff));
    const peakPerSecond = await atPeak(people.slice(0, PEAK_CONNECTIONS), turn, plan.peakMs);

    seen.length = 0;
    const began = performance.now();
    const offered = peakPerSecond * TIMES;
    let sent = 0;
    let staffSent = 0;
    let streamsSent = 0;
    let rssBytes = 0;
    let lookedAt = began;
    const waiting = new Set<Promise<unknown>>();
    const going = <T>(asked: Promise<T>) => {
      const over = asked.finally(() => waiting.delete(over));
      waiting.add(over);
    };
    for (let next = 0; performance.now() - began < plan.overloadMs; await after(2)) {
      const s = (performance.now() - began) / 1000;
      for (let tried = 0; sent < s * offered && tried < people.length; tried++) {
        const person = people[next++ % people.length]!;
        if (person.connection.isBusy) continue;
        sent += 1;
        going(turn(person));
      }
      for (const connection of staff) {
        if (staffSent >= s * STAFF_PER_SECOND || connection.isBusy) continue;
        staffSent += 1;
        going(ask('staff', connection, staffSent % 2 ? counts(crowd.staff) : queue(crowd.staff)));
      }
      for (const connection of streams) {
        if (streamsSent >= s * 20 || connection.isBusy) continue;
        streamsSent += 1;
        going(openStream(connection, crowd.visitors[streamsSent % crowd.visitors.length]!, seen));
      }
      if (performance.now() - lookedAt > 500) {
        lookedAt = performance.now();
        going(rssOf(server.base).then((bytes) => (rssBytes = Math.max(rssBytes, bytes))));
      }
    }
    const seconds = (performance.now() - began) / 1000;
    const during = [...seen];
    for (const connection of streams) connection.close();
    await Promise.all(waiting);
    const overMs = await untilAsBefore(people.slice(0, 8), turn);
    for (const { connection } of people) connection.close();
    for (const connection of staff) connection.close();

    const of = (kind: Kind) => during.filter((each) => each.kind === kind);
    const isIn = ({ status }: Seen) => status === 200;
    const share = (kind: Kind) => of(kind).filter(isIn).length / Math.max(1, of(kind).length);
    const good = during.filter((each) => isIn(each) && each.kind !== 'stream').length / seconds;
    const refused = during.filter(({ status }) => status === 503 || status === 429);
    const staffSeen = of('staff');
    return {
      peakPerSecond,
      offeredPerSecond: sent / seconds,
      goodput: good / peakPerSecond,
      staff: {
        calls: staffSeen.length,
        errors: staffSeen.filter((each) => !isIn(each)).length,
        p99Ms: at(staffSeen, 0.99),
      },
      refused: {
        calls: refused.length,
        p50Ms: at(refused, 0.5),
        p99Ms: at(refused, 0.99),
        withoutTime: refused.filter(
          ({ retryAfter }) => retryAfter === null || retryAfter < 1 || retryAfter > LONGEST_WAIT_S,
        ).length,
      },
      letIn: { clients: share('client'), visitors: share('visitor'), streams: share('stream') },
      rssBytes,
      overMs,
    };
  } finally {
    for (const { connection } of people) connection.close();
    for (const connection of [...staff, ...streams]) connection.close();
    await server.kill();
  }
}

type Person = { kind: 'visitor' | 'client'; headers: Headers; connection: AConnection };
type Turn = (person: Person) => Promise<Answered | null>;

/** As many a second as it does for as many as it can serve at once. */
async function atPeak(people: readonly Person[], turn: Turn, ms: number): Promise<number> {
  const lap = async (forMs: number) => {
    const began = performance.now();
    let done = 0;
    await Promise.all(
      people.map(async (person) => {
        while (performance.now() - began < forMs) if ((await turn(person))?.status === 200) done += 1;
      }),
    );
    return (done * 1000) / (performance.now() - began);
  };
  await lap(ms / 2);
  return lap(ms);
}

/** Until each of them was served at the first try. */
async function untilAsBefore(people: readonly Person[], turn: Turn): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < OVER_WITHIN_MS) {
    const answers = await Promise.all(people.map(turn));
    if (answers.every((answer) => answer?.status === 200)) break;
    await after(50);
  }
  return performance.now() - began;
}

/** Opens a stream, and ends it when it has begun. */
async function openStream(connection: AConnection, headers: Headers, seen: Seen[]): Promise<void> {
  const asked = connection.ask({ method: 'GET', path: '/live', headers });
  // A stream has no end of its own: silence is the answer of one that was let in.
  const answer = await Promise.race([asked, after(400, 'open' as const)]);
  const status = answer === 'open' ? 200 : (answer?.status ?? 0);
  const retryAfter = answer === 'open' ? null : (answer?.retryAfter ?? null);
  const ms = answer === 'open' || !answer ? 0 : answer.ms;
  seen.push({ kind: 'stream', status, retryAfter, body: '', ms, at: performance.now() });
  connection.close();
  await asked;
}

async function rssOf(base: string): Promise<number> {
  const answer = await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(await answer.text())?.[1] ?? 0);
}

const NOISY = { usualPerSecond: 5, times: 100, noisyPeople: 100, others: 10 } as const;

/** Limits on, as everywhere: the noisy ones stay within what a session may, and are too many together. */
async function besideANoisySite(
  installation: Installation,
  ms: number,
): Promise<NonNullable<Figures['noisy']>> {
  const server = await aServer({ ...installation, env: { ...installation.env, RATE_LIMITS: 'on' } });
  const port = Number(new URL(server.base).port);
  const crowd = await aCrowd(installation, {
    base: server.base,
    visitors: 2 * NOISY.noisyPeople,
    clients: 0,
  });
  const those = (site: number, count: number) =>
    crowd.visitors
      .filter((_, i) => i % 2 === site)
      .slice(0, count)
      .map((headers) => ({ headers, connection: aConnection(port) }));
  const noisy = those(0, NOISY.noisyPeople);
  const others = those(1, NOISY.others);
  /** For the time of a lap, and until there were `least` of them: a burst is let in. */
  const paced = async (people: typeof others, perSecond: number, got: Answered[], least = 0) => {
    const began = performance.now();
    const waiting: Promise<void>[] = [];
    for (let sent = 0; performance.now() - began < ms || sent < least; await after(2)) {
      for (const { connection, headers } of people) {
        if (sent >= ((performance.now() - began) / 1000) * perSecond || connection.isBusy) continue;
        sent += 1;
        waiting.push(
          connection.ask(tickets(headers)).then((answer) => {
            if (answer) got.push(answer);
          }),
        );
      }
      people.push(people.shift()!);
    }
    await Promise.all(waiting);
  };
  try {
    await server.start();
    for (const { connection, headers } of [...noisy, ...others]) await connection.ask(tickets(headers));
    const [before, usual, beside, loud]: Answered[][] = [[], [], [], []];
    // Warm, and then with the other site as loud as this one.
    for (const got of [[], before!]) {
      await Promise.all([
        paced(others, NOISY.usualPerSecond * NOISY.others, got),
        paced(noisy, NOISY.usualPerSecond, usual!),
      ]);
    }
    await Promise.all([
      paced(others, NOISY.usualPerSecond * NOISY.others, beside!),
      paced(noisy, NOISY.usualPerSecond * NOISY.times, loud!, 2 * SITE_BURST),
    ]);
    const refused = (got: Answered[]) => got.filter(({ status }) => status !== 200).length;
    const spread = (got: Answered[]) => ({ p50Ms: at(got, 0.5), p99Ms: at(got, 0.99) });
    return {
      before: spread(before!),
      beside: spread(beside!),
      noisyRefused: refused(loud!) / Math.max(1, loud!.length),
      othersRefused: refused(beside!) / Math.max(1, beside!.length),
    };
  } finally {
    for (const { connection } of [...noisy, ...others]) connection.close();
    await server.kill();
  }
}

const get = (path: string, headers: Headers, input: unknown = {}): Call => ({
  method: 'GET',
  path: `/rpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
  headers,
});
const tickets = (headers: Headers) => get('customer.tickets', headers);
const counts = (headers: Headers) => get('staff.counts', headers);
const queue = (headers: Headers) => get('staff.queue', headers, { filter: {} });

const submission = (headers: Headers, text: string): Call => ({
  method: 'POST',
  path: '/rpc/customer.submit',
  headers,
  body: JSON.stringify({
    requestId: randomBytes(16).toString('hex'),
    kind: 'consultation',
    fields: { question: text },
    files: [],
    channel: 'widget',
  }),
});

const anIntent = (i: number): Intent => ({
  is: 'submission',
  text: `overload-${i} Как отменить заказ?`,
  acknowledged: null,
  ticketId: null,
  fileText: null,
  tries: 1,
});

function told(body: string): Intent['acknowledged'] {
  const { id, number } = (JSON.parse(body) as { result: { data: { id: string; number: number } } }).result
    .data;
  return { ticketId: id, number };
}

function at(answers: readonly { ms: number }[], share: number): number {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** What holds on any machine, however slow. */
export function orderOf({ figures }: OverloadRun): string[] {
  const { staff, refused, letIn, noisy } = figures;
  return [
    ...(staff.calls > 0 && staff.errors === 0
      ? []
      : [`${staff.errors} of ${staff.calls} calls of staff failed`]),
    ...(refused.calls > 0 ? [] : ['nobody was turned away']),
    ...(refused.withoutTime === 0 ? [] : [`${refused.withoutTime} were not told when to come again`]),
    ...(letIn.clients > letIn.visitors ? [] : ['visitors were let in before signed-in clients']),
    ...(figures.overMs < OVER_WITHIN_MS ? [] : ['it was not over after half a minute']),
    ...(noisy && noisy.noisyRefused <= noisy.othersRefused
      ? ['the noisy site was turned away no more than the quiet ones']
      : []),
  ];
}

function missedBy({ staff, refused, goodput, rssBytes, noisy }: Figures): string[] {
  return [
    ...(staff.p99Ms < GOALS.staffP99Ms ? [] : [`p99 of staff ${ms(staff.p99Ms)}`]),
    ...(refused.p99Ms < GOALS.refusedP99Ms ? [] : [`p99 of refusals ${ms(refused.p99Ms)}`]),
    ...(goodput >= GOALS.goodput ? [] : [`goodput ${percent(goodput)} of the peak`]),
    ...(rssBytes < GOALS.rssBytes ? [] : [`memory ${Math.round(rssBytes / 2 ** 20)} MB`]),
    ...(noisy && noisy.othersRefused > 0
      ? [`${percent(noisy.othersRefused)} of the calls of quiet sites were turned away`]
      : []),
    ...(noisy && noisy.beside.p99Ms > noisy.before.p99Ms * GOALS.grows
      ? [`p99 of quiet sites ${ms(noisy.before.p99Ms)} → ${ms(noisy.beside.p99Ms)}`]
      : []),
  ];
}

const ms = (n: number) => `${n.toFixed(n < 10 ? 1 : 0)} ms`;
const percent = (share: number) => `${Math.round(share * 100)} %`;

export const overload: Fault = {
  does: 'clients ask for ten times what the process can do; then one site a hundred times as much as others',
  async run({ length, seed }): Promise<Outcome> {
    const plan =
      length === 'long'
        ? { seed, connections: 640, peakMs: 5000, overloadMs: 600_000, noisyMs: 30_000 }
        : { seed, connections: 640, peakMs: 2000, overloadMs: 5000, noisyMs: 5000 };
    const run = await overloadRun(plan);
    const { peakPerSecond, offeredPerSecond, goodput, staff, refused, letIn, rssBytes, overMs, noisy } =
      run.figures;
    return {
      held:
        `peak ${Math.round(peakPerSecond)}/s, asked ${Math.round(offeredPerSecond)}/s, goodput ${percent(goodput)}; ` +
        `staff ${staff.calls} calls, ${staff.errors} errors, p99 ${ms(staff.p99Ms)}; let in: signed-in ` +
        `${percent(letIn.clients)}, visitors ${percent(letIn.visitors)}, streams ${percent(letIn.streams)}; ` +
        `${refused.calls} refused, p50 ${ms(refused.p50Ms)}, p99 ${ms(refused.p99Ms)}; ` +
        `memory ${Math.round(rssBytes / 2 ** 20)} MB; over after ${ms(overMs)}` +
        (noisy
          ? `; beside a noisy site p50 ${ms(noisy.before.p50Ms)} → ${ms(noisy.beside.p50Ms)}, p99 ` +
            `${ms(noisy.before.p99Ms)} → ${ms(noisy.beside.p99Ms)}, ${percent(noisy.noisyRefused)} of it refused`
          : ''),
      problems: [...orderOf(run), ...missedBy(run.figures), ...run.problems],
    };
  },
};
