import { describe, expect, it } from 'vitest';
import type { StoredFile } from '../../../server/store/files.ts';
import { aDesk, next, submission, T0 } from './a-desk.ts';

const staff = { side: 'staff', id: 'olga' } as const;

const aFile = (id: string, uploader = 'client:anna'): StoredFile => ({
  id,
  uploader,
  ticketId: null,
  name: 'screen.png',
  bytes: 3,
  type: 'image/png',
  picture: true,
  sha256: 'x',
  uploadedAt: T0,
  scannedAt: null,
});

describe('a commit', () => {
  it('numbers tickets from 1001 on, one after the other', async () => {
    const store = await aDesk();
    const numbers = [];
    for (const id of ['a', 'b', 'c']) {
      const committed = await store.tickets.commit(submission(id));
      numbers.push(committed.is === 'committed' ? committed.number : committed.is);
    }
    expect(numbers).toEqual([1001, 1002, 1003]);
    expect((await store.tickets.load('b'))?.ticket.number).toBe(1002);
  });

  it('gives back the ticket, its events and its words as they were decided', async () => {
    const store = await aDesk();
    const change = submission('a');
    await store.tickets.commit(change);
    const loaded = await store.tickets.load('a');
    expect(loaded?.ticket).toEqual({ ...change.ticket, number: 1001 });
    expect(loaded?.events).toEqual(change.events);
    expect(Object.fromEntries(loaded?.words ?? [])).toEqual({
      'a-title': 'Title of a',
      'a-question': 'Question of a',
    });
  });

  it('refuses a change to a version that has moved on, and leaves nothing of it', async () => {
    const store = await aDesk();
    const first = submission('a');
    await store.tickets.commit(first);
    const reply = (words: string) =>
      next(
        first.ticket,
        staff,
        { type: 'replied', words, files: [] },
        { words: [{ id: words, text: words }] },
      );
    expect((await store.tickets.commit(reply('w1'))).is).toBe('committed');
    expect(await store.tickets.commit(reply('w2'))).toEqual({ is: 'moved_on', version: 2 });
    const loaded = await store.tickets.load('a');
    expect(loaded?.events).toHaveLength(2);
    expect(loaded?.words.has('w2')).toBe(false);
  });

  it('takes exactly one of many changes to the same version', async () => {
    const store = await aDesk();
    const first = submission('a');
    await store.tickets.commit(first);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store.tickets.commit(
          next(
            first.ticket,
            staff,
            { type: 'replied', words: `w${i}`, files: [] },
            { words: [{ id: `w${i}`, text: 'x' }] },
          ),
        ),
      ),
    );
    expect(outcomes.filter(({ is }) => is === 'committed')).toHaveLength(1);
    expect(outcomes.filter(({ is }) => is === 'moved_on')).toHaveLength(19);
  });

  it('answers a repeated request id with the first outcome, however often it comes', async () => {
    const store = await aDesk();
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        store.tickets.commit(
          submission(id, {}, { request: { actor: 'client:anna', id: 'r', fingerprint: 'one' } }),
        ),
      ),
    );
    expect(outcomes.map(({ is }) => is).sort()).toEqual(['committed', 'repeated', 'repeated']);
    expect(new Set(outcomes.map((o) => ('ticketId' in o ? o.ticketId : null))).size).toBe(1);
    expect(await store.tickets.requestOf('client:anna', 'r')).toMatchObject({
      version: 1,
      fingerprint: 'one',
    });
  });

  it('tells a repeat from the same request id with other content, and from another actor’s', async () => {
    const store = await aDesk();
    await store.tickets.commit(
      submission('a', {}, { request: { actor: 'client:anna', id: 'r', fingerprint: 'one' } }),
    );
    const reused = submission('b', {}, { request: { actor: 'client:anna', id: 'r', fingerprint: 'two' } });
    expect(await store.tickets.commit(reused)).toEqual({ is: 'reused' });
    const others = submission(
      'c',
      { personId: 'boris' },
      { request: { actor: 'client:boris', id: 'r', fingerprint: 'one' } },
    );
    expect((await store.tickets.commit(others)).is).toBe('committed');
  });

  it('attaches files that their uploader has not attached yet', async () => {
    const store = await aDesk();
    await store.files.add(aFile('f1'));
    await store.tickets.commit(submission('a', {}, { files: ['f1'] }));
    expect((await store.files.get('f1'))?.ticketId).toBe('a');
  });

  it.each([
    ['another person’s', async () => 'f2'],
    ['an unknown', async () => 'none'],
    [
      'an attached',
      async (store: Awaited<ReturnType<typeof aDesk>>) => {
        await store.tickets.commit(submission('z', {}, { files: ['f1'] }));
        return 'f1';
      },
    ],
  ])('refuses %s file and writes nothing, the number included', async (_, prepare) => {
    const store = await aDesk();
    await store.files.add(aFile('f1'));
    await store.files.add(aFile('f2', 'client:boris'));
    await store.files.add(aFile('f3'));
    const file = await prepare(store);
    const before = await store.tickets.commit(submission('before'));
    expect(await store.tickets.commit(submission('a', {}, { files: ['f3', file] }))).toEqual({
      is: 'file_not_found',
    });
    expect(await store.tickets.load('a')).toBeNull();
    expect((await store.files.get('f3'))?.ticketId).toBeNull();
    expect(await store.tickets.requestOf('client:anna', 'a')).toBeNull();
    const after = await store.tickets.commit(submission('after'));
    expect('number' in after && 'number' in before && after.number - before.number).toBe(1);
  });

  it('writes nothing when the last of its rows fails', async () => {
    const store = await aDesk();
    const broken = submission('a');
    const twice = { ...broken, words: [...broken.words, { id: 'a-title', text: 'again' }] };
    await expect(store.tickets.commit(twice)).rejects.toThrow('could not be committed');
    expect(await store.tickets.load('a')).toBeNull();
    expect((await store.tickets.commit(broken)).is).toBe('committed');
  });

  it('throws on a change whose events do not lead from its version to the next', async () => {
    const store = await aDesk();
    const change = submission('a');
    await expect(store.tickets.commit({ ...change, events: [] })).rejects.toThrow('needs the events between');
    await expect(store.tickets.commit({ ...change, seenVersion: 3 })).rejects.toThrow(
      'needs the events between',
    );
  });

  it('remembers who was given a ticket last', async () => {
    const store = await aDesk();
    const first = submission('a');
    await store.tickets.commit(first);
    const body = { type: 'assigned', to: 'olga', reason: { code: 'by_staff' } } as const;
    await store.tickets.commit(next(first.ticket, staff, body, { more: { assignee: 'olga' } }));
    expect((await store.staff.get('olga'))?.lastAssignedAt).toBe(T0 + 1000);
    expect((await store.staff.get('pavel'))?.lastAssignedAt).toBeNull();
  });
});

describe('the event log', () => {
  it.each(['update event set at = 0', 'delete from event'])('takes no %s', async (statement) => {
    const store = await aDesk();
    await store.tickets.commit(submission('a'));
    const raw = store.db.executeQuery({
      sql: statement,
      parameters: [],
      query: { kind: 'RawNode' },
      queryId: { queryId: '1' },
    } as never);
    await expect(raw).rejects.toThrow('append-only');
  });
});
