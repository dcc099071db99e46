import { describe, expect, it } from 'vitest';
import type { EventBody, TicketEvent } from '../../../server/domain/ticket/event.ts';
import type { Ticket } from '../../../server/domain/ticket/ticket.ts';
import type { Store } from '../../../server/store/store.ts';
import { aDesk, HOUR, next, submission, T0 } from './a-desk.ts';

const anna = { licenseeId: 'north', personId: 'anna' };
const others = [
  { licenseeId: 'north', personId: 'boris' },
  { licenseeId: 'south', personId: 'vera' },
  // The right person under another licensee's name is nobody.
  { licenseeId: 'south', personId: 'anna' },
];
const olga = { side: 'staff', id: 'olga' } as const;

async function say(
  store: Store,
  ticket: Ticket,
  by: TicketEvent['by'],
  body: EventBody,
  text = 'x',
): Promise<Ticket> {
  const words = 'words' in body && body.words ? [{ id: body.words, text }] : [];
  const change = next(ticket, by, body, { words });
  expect((await store.tickets.commit(change)).is).toBe('committed');
  return change.ticket;
}

const reply = (words: string): EventBody => ({ type: 'replied', words, files: [] });

describe('a client', () => {
  it('sees their own tickets, the latest change first, in pages', async () => {
    const store = await aDesk();
    for (const [i, id] of ['a', 'b', 'c', 'd', 'e'].entries()) {
      await store.tickets.commit(submission(id, { updatedAt: T0 + (i % 3) * HOUR }));
    }
    await store.tickets.commit(submission('other', { personId: 'boris' }));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Store['tickets']['listForPerson']>> = await store.tickets.listForPerson(
        anna,
        { cursor, limit: 2 },
      );
      seen.push(...page.rows.map(({ ticket }) => ticket.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(['c', 'e', 'b', 'd', 'a']);
  });

  it.each(others)('%j sees nothing of another’s ticket by any query', async (scope) => {
    const store = await aDesk();
    const first = submission('a');
    await store.tickets.commit(first);
    await say(store, first.ticket, olga, reply('w'));
    expect(await store.tickets.loadForPerson(scope, 'a')).toBeNull();
    expect(await store.tickets.listForPerson(scope, { limit: 50 })).toEqual({ rows: [], next: null });
    expect(await store.tickets.unreadForPerson(scope)).toEqual({ count: 0, latest: null });
    expect(await store.tickets.hasTickets(scope)).toBe(false);
    expect(await store.tickets.markSeen(scope, 'a', 2)).toBe(false);
    expect(await store.tickets.unreadForPerson(anna)).toMatchObject({ count: 1 });
  });

  it('has unread what the desk said or did since they looked, and nothing of their own or of a note', async () => {
    const store = await aDesk();
    let ticket = submission('a').ticket;
    await store.tickets.commit(submission('a'));
    const unread = async () => (await store.tickets.unreadForPerson(anna)).count;
    expect(await unread()).toBe(0);
    ticket = await say(store, ticket, { side: 'client', id: 'anna' }, reply('w1'));
    ticket = await say(store, ticket, olga, { type: 'noted', words: 'w2', files: [] });
    ticket = await say(store, ticket, olga, { type: 'assigned', to: 'olga', reason: { code: 'by_staff' } });
    expect(await unread()).toBe(0);
    ticket = await say(store, ticket, olga, reply('w3'), 'Посмотрите, пожалуйста');
    expect(await store.tickets.unreadForPerson(anna)).toEqual({
      count: 1,
      latest: {
        ticketId: 'a',
        number: 1001,
        title: 'Title of a',
        staffId: 'olga',
        text: 'Посмотрите, пожалуйста',
      },
    });
    expect((await store.tickets.listForPerson(anna, { limit: 5 })).rows[0]).toMatchObject({
      unread: true,
      title: 'Title of a',
    });
    await store.tickets.markSeen(anna, 'a', ticket.version);
    expect(await unread()).toBe(0);
    ticket = await say(
      store,
      ticket,
      { side: 'desk' },
      { type: 'moved', act: 'silence', from: 'verification', to: 'closed', words: null, files: [] },
    );
    expect(await store.tickets.unreadForPerson(anna)).toMatchObject({
      count: 1,
      latest: { staffId: null, text: null },
    });
  });

  it('does not unsee by an older version, nor see what is not there yet', async () => {
    const store = await aDesk();
    let ticket = submission('a').ticket;
    await store.tickets.commit(submission('a'));
    ticket = await say(store, ticket, olga, reply('w1'));
    await store.tickets.markSeen(anna, 'a', ticket.version);
    await store.tickets.markSeen(anna, 'a', 1);
    expect(await store.tickets.unreadForPerson(anna)).toMatchObject({ count: 0 });
    await store.tickets.markSeen(anna, 'a', 99);
    await say(store, ticket, olga, reply('w2'));
    expect(await store.tickets.unreadForPerson(anna)).toMatchObject({ count: 1 });
  });

  it('may open files of their tickets and their own uploads, but neither another’s nor a note’s', async () => {
    const store = await aDesk();
    const file = (id: string, uploader: string) => ({
      id,
      uploader,
      ticketId: null,
      name: id,
      bytes: 1,
      type: 'text/plain',
      picture: false,
      sha256: '',
      uploadedAt: T0,
      scannedAt: null,
    });
    for (const id of ['mine', 'loose']) await store.files.add(file(id, 'client:anna'));
    for (const id of ['answer', 'internal', 'drafted']) await store.files.add(file(id, 'staff:olga'));
    const first = submission('a', {}, { files: ['mine'] });
    await store.tickets.commit(first);
    const answer = next(
      first.ticket,
      olga,
      { type: 'replied', words: null, files: ['answer'] },
      { files: ['answer'] },
    );
    await store.tickets.commit(answer);
    const note = next(
      answer.ticket,
      olga,
      { type: 'noted', words: 'w', files: ['internal'] },
      { files: ['internal'], words: [{ id: 'w', text: 'x' }] },
    );
    await store.tickets.commit(note);
    const seenBy = async (scope: typeof anna) => {
      const seen = [];
      for (const id of ['mine', 'loose', 'answer', 'internal', 'drafted', 'none']) {
        if (await store.files.getForPerson(scope, id)) seen.push(id);
      }
      return seen;
    };
    expect(await seenBy(anna)).toEqual(['mine', 'loose', 'answer']);
    expect(await seenBy(others[0]!)).toEqual([]);
    expect(await seenBy(others[1]!)).toEqual([]);
  });
});

describe('the desk', () => {
  it('knows what nobody has, who has how many, and what has stood long in a status', async () => {
    const store = await aDesk();
    await store.tickets.commit(submission('b', { submittedAt: T0 + 1 }));
    await store.tickets.commit(
      submission('a', { submittedAt: T0, status: 'verification', statusSince: T0 + 5 }),
    );
    await store.tickets.commit(
      submission('c', { assignee: 'olga', status: 'verification', statusSince: T0 + 6 }),
    );
    expect(await store.tickets.unassigned()).toEqual(['a', 'b']);
    expect(await store.tickets.openByAssignee()).toEqual(
      new Map([
        [null, 2],
        ['olga', 1],
      ]),
    );
    expect(await store.tickets.openOfLicensee('north')).toBe(3);
    expect(await store.tickets.openOfLicensee('south')).toBe(0);
    expect(await store.tickets.standingIn('verification', T0 + 5)).toEqual(['a']);
    expect(await store.tickets.any()).toBe(true);
  });
});
