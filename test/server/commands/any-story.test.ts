/**
 * Random tickets driven through the real commands on a real store. After each act the row holds the due times that the
 * clock functions give for that history; in the end a walk by the minute over a history told again from the events alone
 * gives them too, and the log rebuilds the row.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differencesOf } from '../../../server/cli/difference.ts';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import type { Done, Refused } from '../../../server/commands/commit-decision.ts';
import { rateTicket } from '../../../server/commands/rate-ticket.ts';
import { registerTicket } from '../../../server/commands/register-ticket.ts';
import { reply } from '../../../server/commands/reply.ts';
import { setTarget } from '../../../server/commands/set-target.ts';
import { submitTicket } from '../../../server/commands/submit-ticket.ts';
import { writeNote } from '../../../server/commands/write-note.ts';
import { clocksOf } from '../../../server/domain/sla/ticket-clocks.ts';
import { allowedActs } from '../../../server/domain/ticket/allowed-acts.ts';
import type { TicketEvent } from '../../../server/domain/ticket/event.ts';
import { replay } from '../../../server/domain/ticket/evolve.ts';
import type { Act, Criticality, MovingAct, Status, TicketKind } from '../../../shared/ticket.ts';
import { walk } from '../domain/sla/minute-walker.ts';
import { ANNA, OLGA, RULES, aRunningDesk, done, moscow } from './a-running-desk.ts';
import type { RunningDesk } from './a-running-desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HOURS = { consultation: 24, critical: 24, high: 168, normal: 336, low: 336 } as const;

const gap = fc.oneof(
  fc.integer({ min: 0, max: 90 }),
  fc.integer({ min: 0, max: 30 * 60 }),
  fc.integer({ min: 0, max: 4 * 1440 }),
);

const step = fc.record({
  minutes: gap,
  side: fc.constantFrom('client' as const, 'staff' as const, 'staff' as const),
  /** Which of the acts that are allowed then. */
  which: fc.nat(1000),
  amount: fc.integer({ min: 1, max: 60 }),
  kind: fc.constantFrom<TicketKind>('consultation', 'bug', 'feature'),
  criticality: fc.constantFrom<Criticality>('critical', 'high', 'normal', 'low'),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const story = fc.record({
  sentAfter: fc.integer({ min: 0, max: 20 * 1440 }),
  kind: fc.constantFrom<TicketKind>('consultation', 'bug', 'feature'),
  impact: fc.option(fc.constantFrom<Criticality>('critical', 'high', 'low')),
  registeredAfter: fc.option(fc.integer({ min: 0, max: 300 })),
  steps: fc.array(step, { minLength: 1, maxLength: 14 }),
});
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

test('80 random stories: each due time is what the history says', async () => {
  const desk = await aRunningDesk();
  const seen = { acts: new Set<Act>(), promised: 0, walked: 0, paused: 0, reopened: 0, noTarget: 0 };
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const id = await begin(desk, told);
      await holds(desk, id);
      for (const each of told.steps) {
        desk.clock.at += each.minutes * MINUTE;
        const act = await does(desk, id, each);
        if (act === null) continue;
        seen.acts.add(act);
        if (act === 'reopen') seen.reopened++;
        await holds(desk, id);
      }
      const found = await walksTo(desk, id);
      seen[found]++;
    }),
    { numRuns: 80, seed: 20261109 },
  );
  for await (const inspected of desk.store.inspection.tickets()) {
    expect(differencesOf(inspected, desk.ruleBook())).toEqual([]);
  }
  // Chance has done everything there is to do, and has ended in every way that matters.
  expect(seen.acts.size).toBeGreaterThanOrEqual(20);
  expect(Math.min(seen.promised, seen.walked, seen.paused, seen.reopened, seen.noTarget)).toBeGreaterThan(0);
}, 120_000);

async function begin(
  desk: RunningDesk,
  { sentAfter, kind, impact, registeredAfter }: Story,
): Promise<string> {
  const turnedAt = moscow('2026-11-09 00:00') + sentAfter * MINUTE;
  desk.clock.at = turnedAt + (registeredAfter ?? 0) * MINUTE;
  const form = {
    requestId: desk.newId(),
    kind,
    impact: impact ?? undefined,
    fields: { question: 'q', happened: 'h', expected: 'e', missing: 'm', purpose: 'p' },
    files: [],
  };
  const sent =
    registeredAfter === null
      ? await submitTicket(desk, ANNA, { ...form, channel: 'widget' })
      : await registerTicket(desk, OLGA, {
          ...form,
          licenseeId: 'north',
          personId: 'anna',
          channel: registeredAfter % 2 ? 'letter' : 'telephone',
          turnedAt,
        });
  return done(sent).ticketId;
}

/** One of the acts that the ticket allows; null where there is none. What is allowed must then be done. */
async function does(
  desk: RunningDesk,
  id: string,
  { side, which, amount, kind, criticality }: Step,
): Promise<Act | null> {
  const { ticket } = await desk.load(id);
  const allowed = allowedActs(ticket, side, RULES, desk.clock.at);
  // Most stories go on for a while before they end.
  const lasting = allowed.filter((each) => each !== 'withdraw' && each !== 'close');
  const choice = amount > 50 ? allowed : lasting;
  const act = choice[which % choice.length];
  if (act === undefined) return null;
  const common = { requestId: desk.newId(), id, seenVersion: ticket.version };
  const said = { ...common, text: 'words', files: [] };
  const outcome = await (async (): Promise<Done | Refused> => {
    switch (act) {
      case 'reply':
        return reply(
          desk,
          side === 'client' ? ANNA : OLGA,
          side === 'client' ? { ...said, seenVersion: undefined } : said,
        );
      case 'note':
        return writeNote(desk, OLGA, said);
      case 'assign':
        return assignTicket(desk, OLGA, { ...common, to: ([null, 'olga', 'pavel'] as const)[amount % 3]! });
      case 'estimate':
        return setTarget(desk, OLGA, { ...common, target: { hours: amount } });
      case 'promise': {
        const date = new Date(desk.clock.at + (amount + 1) * 24 * HOUR).toISOString().slice(0, 10);
        return setTarget(desk, OLGA, { ...common, target: { date, time: '12:30' } });
      }
      case 'correct': {
        const same = kind === ticket.kind && (kind !== 'bug' || criticality === ticket.criticality);
        const refusable = same || (kind === 'consultation' && ticket.status === 'verification');
        const target = refusable
          ? ({ kind: 'bug', criticality: ticket.criticality === 'high' ? 'low' : 'high' } as const)
          : { kind, criticality: kind === 'bug' ? criticality : null };
        return setTarget(desk, OLGA, { ...common, target });
      }
      case 'rate':
        return rateTicket(desk, ANNA, { ...common, stars: 3 });
      default:
        return changeStatus(
          desk,
          side === 'client' ? ANNA : OLGA,
          await moving(desk, act, { ...said, side }),
        );
    }
  })();
  expect(outcome, `${act} by ${side} in ${ticket.status}`).not.toHaveProperty('refusal');
  return act;
}

async function moving(
  desk: RunningDesk,
  act: MovingAct,
  {
    side,
    seenVersion,
    ...said
  }: { side: string; seenVersion: number; requestId: string; id: string; text: string },
) {
  if (act === 'silence') throw new Error('nobody does that by hand');
  return {
    ...said,
    act,
    seenVersion: side === 'staff' ? seenVersion : undefined,
    resolution: act === 'close' ? ('declined' as const) : undefined,
    paidOn: act === 'paid' ? '2026-12-01' : undefined,
    invoice:
      act === 'bill'
        ? { number: '17', sumKopecks: 1, fileId: await desk.upload(desk.newId(), OLGA) }
        : undefined,
  };
}

async function holds(desk: RunningDesk, id: string): Promise<void> {
  const { ticket, events } = await desk.load(id);
  const again = replay(id, ticket.number, events);
  expect(ticket).toEqual(again);
  const { reaction, completion } = clocksOf(again, RULES, events.at(-1)!.at);
  const row = await desk.row(id);
  expect([row.reaction_due_at, row.completion_due_at]).toEqual([reaction.dueAt, completion.dueAt]);
}

async function walksTo(
  desk: RunningDesk,
  id: string,
): Promise<'promised' | 'walked' | 'paused' | 'noTarget'> {
  const { events } = await desk.load(id);
  const row = await desk.row(id);
  const { cycle, kind, criticality, hours, estimatedAt, promised } = tellAgain(events);
  const feature = kind === 'feature';
  const walked = walk(
    cycle,
    feature && hours !== null
      ? { minutes: hours * 60, clock: 'working', startedAt: estimatedAt! }
      : { minutes: HOURS[criticality ?? 'consultation'] * 60, clock: 'elapsed', startedAt: cycle.startedAt },
    events.at(-1)!.at,
  );
  expect(row.reaction_due_at).toBe(walked.reactionDueAt);
  if (feature && (promised !== null || hours === null)) {
    expect(row.completion_due_at).toBe(promised);
    return promised === null ? 'noTarget' : 'promised';
  }
  expect(row.completion_due_at).toBe(walked.dueAt);
  return walked.dueAt === null ? 'paused' : 'walked';
}

/** The last cycle, from the events and from nothing that the product made of them. */
function tellAgain(events: readonly TicketEvent[]) {
  let startedAt = 0;
  let statuses: { at: number; status: Status }[] = [];
  let closedAt: number | null = null;
  let kind: TicketKind = 'consultation';
  let criticality: Criticality | null = null;
  let hours: number | null = null;
  let estimatedAt: number | null = null;
  let promised: number | null = null;
  const begins = (at: number) => {
    startedAt = at;
    statuses = [{ at, status: 'request' }];
    closedAt = hours = estimatedAt = promised = null;
  };
  for (const { at, body } of events) {
    if (body.type === 'submitted') {
      begins(body.turnedAt);
      ({ kind, criticality } = body);
    } else if (body.type === 'corrected') ({ kind, criticality } = body);
    else if (body.type === 'estimated') {
      hours = body.hours;
      estimatedAt ??= at;
      promised = null;
    } else if (body.type === 'promised') promised = body.dueAt;
    else if (body.type === 'moved' && body.act === 'reopen') begins(at);
    else if (body.type === 'moved') {
      statuses.push({ at, status: body.to });
      if (body.to === 'closed') closedAt = at;
    }
  }
  return { cycle: { startedAt, statuses, closedAt }, kind, criticality, hours, estimatedAt, promised };
}
