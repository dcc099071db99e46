/** What every change to a ticket has in common: who is too late, who is told, who is not let in, and what comes twice. */
import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { changeStatus } from '../../../server/commands/change-status.ts';
import type { ChangeStatus } from '../../../server/commands/change-status.ts';
import { rateTicket } from '../../../server/commands/rate-ticket.ts';
import { reply } from '../../../server/commands/reply.ts';
import { setTarget } from '../../../server/commands/set-target.ts';
import { writeNote } from '../../../server/commands/write-note.ts';
import { ANNA, BORIS, NOON, OLGA, PAVEL, VERA, aRunningDesk, done } from './a-running-desk.ts';
import type { RunningDesk } from './a-running-desk.ts';

const MINUTE = 60_000;

async function withATicket(): Promise<{ desk: RunningDesk; id: string }> {
  const desk = await aRunningDesk();
  return { desk, id: await desk.submits(ANNA) };
}

const start = (id: string, more: Partial<ChangeStatus> = {}): ChangeStatus => ({
  requestId: 'start',
  id,
  seenVersion: 2,
  act: 'start',
  ...more,
});
const said = (id: string, requestId: string, text = 'words') => ({ requestId, id, text, files: [] });

describe('two people on one ticket', () => {
  test('the second one’s act is refused with the version and the status there are now', async () => {
    const { desk, id } = await withATicket();
    done(await changeStatus(desk, OLGA, start(id)));
    const movedOn = { refusal: { code: 'ticket_moved_on', version: 3, status: 'in_progress' } };
    const seenVersion = 2;
    expect(await changeStatus(desk, PAVEL, start(id, { act: 'analyse' }))).toEqual(movedOn);
    expect(await reply(desk, PAVEL, { ...said(id, 'r'), seenVersion })).toEqual(movedOn);
    expect(await assignTicket(desk, PAVEL, { requestId: 'a', id, seenVersion, to: 'olga' })).toEqual(movedOn);
    const target = { kind: 'bug', criticality: null } as const;
    expect(await setTarget(desk, PAVEL, { requestId: 't', id, seenVersion, target })).toEqual(movedOn);
    expect((await desk.load(id)).events).toHaveLength(3);
  });

  test('at the very same moment: one acts, the other is refused', async () => {
    const { desk, id } = await withATicket();
    const outcomes = await Promise.all([
      changeStatus(desk, OLGA, start(id)),
      changeStatus(desk, PAVEL, start(id, { act: 'analyse' })),
    ]);
    expect(outcomes.filter((outcome) => 'refusal' in outcome)).toMatchObject([
      { refusal: { code: 'ticket_moved_on', version: 3 } },
    ]);
    expect((await desk.load(id)).events).toHaveLength(3);
  });

  test('nothing of what was refused is kept, and the same request goes through with the version that is now seen', async () => {
    const { desk, id } = await withATicket();
    done(await changeStatus(desk, OLGA, start(id)));
    const file = await desk.upload('log', PAVEL);
    const late = { ...said(id, 'r', 'a long letter'), files: [file] };
    expect(await reply(desk, PAVEL, { ...late, seenVersion: 2 })).toHaveProperty('refusal');
    expect([...(await desk.load(id)).words.values()]).not.toContain('a long letter');
    done(await reply(desk, PAVEL, { ...late, seenVersion: 3 }));
    expect([...(await desk.load(id)).words.values()]).toContain('a long letter');
  });

  test('a note conflicts with nothing', async () => {
    const { desk, id } = await withATicket();
    const notes = await Promise.all([
      writeNote(desk, PAVEL, said(id, 'n1')),
      writeNote(desk, OLGA, said(id, 'n2')),
      changeStatus(desk, OLGA, start(id)).then(() => writeNote(desk, PAVEL, said(id, 'n3'))),
    ]);
    expect(notes.filter((outcome) => 'refusal' in outcome)).toEqual([]);
    expect(
      (await desk.load(id)).events.map(({ body }) => body.type).filter((type) => type === 'noted'),
    ).toHaveLength(3);
  });
});

describe('a client', () => {
  test('is never in conflict: what they say at the same moment is all kept, each once', async () => {
    const { desk, id } = await withATicket();
    const texts = ['one', 'two', 'three', 'four'];
    const outcomes = await Promise.all(texts.map((text) => reply(desk, ANNA, said(id, text, text))));
    expect(outcomes.map((outcome) => done(outcome).version).toSorted()).toEqual([3, 4, 5, 6]);
    const { words } = await desk.load(id);
    for (const text of texts) expect([...words.values()].filter((each) => each === text)).toHaveLength(1);
  });

  test('whose ticket was asked about in the same moment has answered', async () => {
    const { desk, id } = await withATicket();
    const [asked, replied] = await Promise.all([
      changeStatus(desk, OLGA, start(id, { act: 'ask', text: 'Which version?' })),
      reply(desk, ANNA, said(id, 'r')),
    ]);
    const { ticket, events } = await desk.load(id);
    done(replied);
    if ('refusal' in asked) {
      // The word came first: whoever asks is shown it, and asks anew or not.
      expect(asked.refusal).toMatchObject({ code: 'ticket_moved_on', version: 3 });
      expect(events).toHaveLength(3);
    } else {
      expect(events.map(({ by }) => by.side)).toEqual(['client', 'desk', 'staff', 'client']);
      expect(ticket.status).toBe('in_progress');
    }
  });

  test('is refused an act that the ticket has left behind', async () => {
    const { desk, id } = await withATicket();
    expect(await changeStatus(desk, ANNA, { requestId: 'c', id, act: 'confirm' })).toEqual({
      refusal: { code: 'act_not_allowed', act: 'confirm', status: 'request' },
    });
  });
});

describe('not found', () => {
  test.each([
    ['another person of the licensee', BORIS],
    ['a person of another licensee', VERA],
    ['the same person under another licensee', { ...ANNA, licenseeId: 'south' }],
  ])('is what %s hears, as for an unknown id', async (_, caller) => {
    const { desk, id } = await withATicket();
    const notFound = { refusal: { code: 'not_found' } };
    for (const ticketId of [id, 'no such ticket']) {
      expect(await reply(desk, caller, said(ticketId, 'r'))).toEqual(notFound);
      expect(await changeStatus(desk, caller, { requestId: 'w', id: ticketId, act: 'withdraw' })).toEqual(
        notFound,
      );
      expect(await rateTicket(desk, caller, { requestId: 's', id: ticketId, stars: 5 })).toEqual(notFound);
    }
    expect((await desk.load(id)).ticket.version).toBe(2);
  });

  test('is a file of somebody else, and the act that names it does not happen', async () => {
    const { desk, id } = await withATicket();
    await desk.upload('of boris', BORIS);
    expect(await reply(desk, ANNA, { ...said(id, 'r'), files: ['of boris'] })).toEqual({
      refusal: { code: 'not_found' },
    });
    expect((await desk.load(id)).ticket.version).toBe(2);
    expect((await desk.store.files.get('of boris'))?.ticketId).toBeNull();
  });

  test('is a colleague whom nobody knows, or who has been disabled', async () => {
    const { desk, id } = await withATicket();
    await desk.store.staff.update('pavel', { disabled: true });
    for (const to of ['pavel', 'nobody']) {
      expect(await assignTicket(desk, OLGA, { requestId: to, id, seenVersion: 2, to })).toEqual({
        refusal: { code: 'not_found' },
      });
    }
  });
});

describe('what comes twice', () => {
  test('happens once and has the same answer, even when the ticket has long moved on', async () => {
    const { desk, id } = await withATicket();
    const first = done(await changeStatus(desk, OLGA, start(id)));
    done(await changeStatus(desk, OLGA, start(id, { requestId: 'next', seenVersion: 3, act: 'analyse' })));
    expect(first).toMatchObject({ ticketId: id, version: expect.any(Number) });
    expect(first).toMatchObject(await changeStatus(desk, OLGA, start(id)));
    expect((await desk.load(id)).ticket).toMatchObject({ version: 4, status: 'analysis' });
  });

  test('at the same moment happens once', async () => {
    const { desk, id } = await withATicket();
    const outcomes = await Promise.all([1, 2, 3].map(() => reply(desk, ANNA, said(id, 'r'))));
    expect(new Set(outcomes.map((outcome) => done(outcome).version))).toEqual(new Set([3]));
    expect(desk.heard).toHaveLength(2);
  });

  test('with other words, another act or another ticket is refused', async () => {
    const { desk, id } = await withATicket();
    const other = await desk.submits(ANNA);
    done(await reply(desk, ANNA, said(id, 'r')));
    const reused = { refusal: { code: 'id_reused' } };
    expect(await reply(desk, ANNA, said(id, 'r', 'other words'))).toEqual(reused);
    expect(await reply(desk, ANNA, said(other, 'r'))).toEqual(reused);
    expect(await changeStatus(desk, ANNA, { requestId: 'r', id, act: 'withdraw' })).toEqual(reused);
  });

  test('from two people under one id is two acts', async () => {
    const { desk, id } = await withATicket();
    done(await reply(desk, ANNA, said(id, 'r')));
    expect(done(await reply(desk, OLGA, { ...said(id, 'r'), seenVersion: 3 })).version).toBe(4);
  });
});

describe('told', () => {
  test('is each change, once, after it can be read, and no refusal', async () => {
    const { desk, id } = await withATicket();
    const readable: Promise<number>[] = [];
    desk.live.subscribe({ side: 'client', licenseeId: 'north', personId: 'anna' }, (frame) => {
      readable.push(desk.load(frame.id).then(({ ticket }) => ticket.version - frame.version));
    });
    done(await changeStatus(desk, OLGA, start(id)));
    done(await reply(desk, ANNA, said(id, 'r')));
    await changeStatus(desk, OLGA, start(id, { requestId: 'late' }));
    await changeStatus(desk, ANNA, { requestId: 'c', id, act: 'confirm' });
    expect(desk.heard.map(({ version }) => version)).toEqual([2, 3, 4]);
    for (const ahead of await Promise.all(readable)) expect(ahead).toBeGreaterThanOrEqual(0);
    expect(readable).toHaveLength(2);
  });
});

test('a clock that was set back does not turn a ticket’s story round', async () => {
  const { desk, id } = await withATicket();
  desk.clock.at = NOON + MINUTE;
  done(await reply(desk, OLGA, { ...said(id, 'r'), seenVersion: 2 }));
  desk.clock.at = NOON - MINUTE;
  done(await reply(desk, ANNA, said(id, 'r')));
  expect((await desk.load(id)).events.map(({ at }) => at)).toEqual([
    NOON,
    NOON,
    NOON + MINUTE,
    NOON + MINUTE,
  ]);
});

describe('an invoice', () => {
  const invoice = { number: '17', sumKopecks: 150_000, fileId: 'invoice', payBy: '2026-12-01' };

  test('brings its file with it', async () => {
    const { desk, id } = await withATicket();
    await desk.upload('invoice', OLGA);
    done(await changeStatus(desk, OLGA, start(id)));
    done(await changeStatus(desk, OLGA, start(id, { requestId: 'b', seenVersion: 3, act: 'bill', invoice })));
    expect((await desk.load(id)).ticket).toMatchObject({
      status: 'payment',
      invoice: { number: '17', sum: 150_000, currency: 'RUB', fileId: 'invoice', payBy: '2026-12-01' },
    });
    expect((await desk.store.files.get('invoice'))?.ticketId).toBe(id);
  });

  test('sent with another act leaves its file alone', async () => {
    const { desk, id } = await withATicket();
    await desk.upload('invoice', OLGA);
    done(await changeStatus(desk, OLGA, start(id, { invoice })));
    expect((await desk.store.files.get('invoice'))?.ticketId).toBeNull();
  });
});

test('a rating keeps its word beside the log', async () => {
  const { desk, id } = await withATicket();
  const close = { act: 'close', text: 'Menu, Export', resolution: 'answered' } as const;
  done(await changeStatus(desk, OLGA, start(id, close)));
  done(await rateTicket(desk, ANNA, { requestId: 's', id, stars: 4, word: 'Quick' }));
  const { ticket, words } = await desk.load(id);
  const { rating, creditedTo } = ticket.cycles[0]!;
  expect([rating?.stars, words.get(rating?.words ?? '')]).toEqual([4, 'Quick']);
  expect(creditedTo).toBe('olga');
});
