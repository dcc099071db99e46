import { describe, expect, it } from 'vitest';
import { COUNTED_UP_TO } from '../../../shared/queue.ts';
import type { Ticket } from '../../../server/domain/ticket/ticket.ts';
import type { QueueFilter } from '../../../server/store/queue.ts';
import type { Store } from '../../../server/store/store.ts';
import { aDesk, clocksAt, HOUR, next, submission, T0 } from './a-desk.ts';

const reader = { staffId: 'olga', at: T0, todayEndsAt: T0 + 10 * HOUR };

const closed = (at: number): Partial<Ticket> => {
  const { ticket } = submission('x');
  return {
    status: 'closed',
    cycles: [{ ...ticket.cycles[0]!, closedAt: at, resolution: 'answered', reactedAt: at }],
  };
};

/** One of each group, put in out of order. */
async function aQueue(): Promise<Store> {
  const store = await aDesk();
  const paused = (since: number, left: number) =>
    clocksAt(null, { state: 'paused', pausedSince: since, pausedIn: 'info_required', left });
  const changes = [
    submission(
      'paused-long',
      { status: 'info_required', kind: 'bug', criticality: 'high' },
      { clocks: paused(T0 - 9 * HOUR, 2 * HOUR) },
    ),
    submission('closed-long', closed(T0 - 9 * HOUR)),
    submission('later', { assignee: 'pavel' }, { clocks: clocksAt(T0 + 40 * HOUR) }),
    submission('overdue', { assignee: 'olga' }, { clocks: clocksAt(T0 - 1) }),
    submission(
      'no-target',
      { kind: 'feature' },
      { clocks: clocksAt(null, { state: 'no_target', unit: 'none', left: null }) },
    ),
    submission('due-now', { licenseeId: 'south', personId: 'vera' }, { clocks: clocksAt(T0) }),
    submission('within-hour', {}, { clocks: clocksAt(T0 + HOUR - 1) }),
    submission('in-an-hour', {}, { clocks: clocksAt(T0 + HOUR) }),
    submission('overdue-long', { kind: 'bug', criticality: 'critical' }, { clocks: clocksAt(T0 - 5 * HOUR) }),
    submission('paused', { status: 'verification' }, { clocks: paused(T0 - HOUR, HOUR) }),
    submission(
      'paused-overdue',
      { status: 'payment' },
      { clocks: clocksAt(T0 - 2 * HOUR, { state: 'overdue', pausedSince: T0 - HOUR }) },
    ),
    submission('closed', closed(T0 - HOUR)),
  ];
  for (const change of changes) expect((await store.tickets.commit(change)).is).toBe('committed');
  return store;
}

const ids = async (store: Store, filter: QueueFilter = {}) =>
  (await store.tickets.queue(filter, reader)).rows.map(({ ticket }) => ticket.id);

const OPEN = [
  'overdue-long',
  'paused-overdue',
  'overdue',
  'due-now',
  'within-hour',
  'in-an-hour',
  'later',
  'no-target',
  'paused',
  'paused-long',
];

describe('the queue', () => {
  it('has what is due next first, then what has no target, what stands still last, and nothing closed', async () => {
    expect(await ids(await aQueue())).toEqual(OPEN);
  });

  it.each<[QueueFilter, string[]]>([
    [{ status: 'closed' }, ['closed', 'closed-long']],
    [{ status: 'all' }, [...OPEN, 'closed', 'closed-long']],
    [{ status: 'verification' }, ['paused']],
    [{ kind: 'bug' }, ['overdue-long', 'paused-long']],
    [{ criticality: 'high' }, ['paused-long']],
    [{ licenseeId: 'south' }, ['due-now']],
    [{ assignee: 'me' }, ['overdue']],
    [{ assignee: 'pavel' }, ['later']],
    [{ assignee: 'nobody', due: 'overdue' }, ['overdue-long', 'paused-overdue']],
    [{ due: 'overdue' }, ['overdue-long', 'paused-overdue', 'overdue']],
    [{ due: 'hour' }, ['due-now', 'within-hour']],
    [{ due: 'today' }, ['due-now', 'within-hour', 'in-an-hour']],
    [{ waiting: 'client' }, ['paused-overdue', 'paused', 'paused-long']],
    [{ kind: 'bug', status: 'closed' }, []],
  ])('of %j is %j', async (filter, expected) => {
    const store = await aQueue();
    expect(await ids(store, filter)).toEqual(expected);
    expect((await store.tickets.queue(filter, reader)).total).toBe(expected.length);
  });

  it('counts what its filters find', async () => {
    const store = await aQueue();
    expect(await store.tickets.counts(reader)).toEqual({
      open: OPEN.length,
      mine: 1,
      nobody: OPEN.length - 2,
      dueWithinHour: 2,
      overdue: 3,
      waitingForClient: 3,
    });
  });

  it('comes in pages that together are the whole, each ticket once', async () => {
    const store = await aQueue();
    for (const [filter, whole] of [
      [{}, OPEN],
      [{ status: 'all' }, [...OPEN, 'closed', 'closed-long']],
    ] as const) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<Store['tickets']['queue']>> = await store.tickets.queue(
          filter,
          reader,
          { cursor, limit: 3 },
        );
        expect(page.total).toBe(whole.length);
        seen.push(...page.rows.map(({ ticket }) => ticket.id));
        cursor = page.next;
      } while (cursor !== null);
      expect(seen).toEqual(whole);
    }
  });

  it('goes on after the last one shown when tickets before it have come and gone', async () => {
    const store = await aQueue();
    const first = await store.tickets.queue({}, reader, { limit: 4 });
    await store.tickets.commit(submission('new', {}, { clocks: clocksAt(T0 - 3 * HOUR) }));
    const gone = (await store.tickets.load('overdue'))!.ticket;
    const body = {
      type: 'moved',
      act: 'close',
      from: 'request',
      to: 'closed',
      words: null,
      files: [],
    } as const;
    const close = next(gone, { side: 'staff', id: 'olga' }, body, { more: closed(T0) });
    expect((await store.tickets.commit(close)).is).toBe('committed');
    const second = await store.tickets.queue({}, reader, { cursor: first.next, limit: 3 });
    expect(second.rows.map(({ ticket }) => ticket.id)).toEqual(OPEN.slice(4, 7));
  });

  it('starts from the beginning for a cursor that is none of ours', async () => {
    const store = await aQueue();
    for (const cursor of ['', 'x', "0.1.1' OR 1", '9.1.1', '0..1']) {
      expect((await store.tickets.queue({}, reader, { cursor, limit: 1 })).rows[0]?.ticket.id).toBe(
        'overdue-long',
      );
    }
  });

  it('shows with each ticket whose it is, what is due and how long it has stood still', async () => {
    const store = await aQueue();
    const { rows } = await store.tickets.queue({}, reader);
    const row = (id: string) => rows.find(({ ticket }) => ticket.id === id);
    expect(row('overdue')).toMatchObject({
      title: 'Title of overdue',
      licensee: 'Licensee north',
      person: { name: 'Person anna' },
      assignee: 'olga',
      reacted: false,
      clientWaits: true,
      due: { due_clock: 'reaction', due_at: T0 - 1, queue_group: 0 },
    });
    expect(row('paused')?.due).toMatchObject({
      due_at: null,
      due_left: HOUR,
      paused_since: T0 - HOUR,
      queue_group: 2,
    });
  });

  it('is counted up to a thousand, and beyond that says that there are more', async () => {
    const store = await aQueue();
    await copies(store, 'later', COUNTED_UP_TO - OPEN.length);
    const { total, orMore } = await store.tickets.queue({}, reader);
    expect({ total, orMore }).toEqual({ total: COUNTED_UP_TO, orMore: false });
    await copies(store, 'overdue', 2);
    expect(await store.tickets.queue({}, reader)).toMatchObject({ total: COUNTED_UP_TO, orMore: true });
    expect((await store.tickets.counts(reader)).open).toBe(COUNTED_UP_TO + 1);
  });
});

/** As many tickets more that stand where `id` stands. */
async function copies({ db }: Store, id: string, count: number): Promise<void> {
  const row = await db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { last } = await db
    .selectFrom('ticket')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  for (let i = 1; i <= count; i++)
    await db
      .insertInto('ticket')
      .values({ ...row, id: `${id}-${i}`, number: last + i })
      .execute();
}
