import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../server/store/change.ts';
import type { Store } from '../../../server/store/store.ts';
import { searchTerms } from '../../../server/store/search-terms.ts';
import { aDesk, aPerson, HOUR, next, submission, T0 } from './a-desk.ts';

const reader = { staffId: 'olga', at: T0, todayEndsAt: T0 + HOUR };

const saying = (id: string, title: string, question: string, more: Partial<Change> = {}): Change => ({
  ...submission(id),
  words: [
    { id: `${id}-title`, text: title },
    { id: `${id}-question`, text: question },
  ],
  ...more,
});

const found = async (store: Store, search: string, more = {}) =>
  (await store.tickets.queue({ status: 'all', search, ...more }, reader)).rows.map(({ ticket }) => ticket.id);

async function aLibrary(): Promise<Store> {
  const store = await aDesk();
  await store.tickets.commit(
    saying('first', 'Касса не печатает чек', 'После обновления принтер молчит. Смена № 14.'),
  );
  await store.tickets.commit(saying('second', 'Счёт на доработку', 'Ёлочные игрушки считаются дважды'));
  await store.tickets.commit({
    ...saying('third', 'Hello AND goodbye', 'say "hel"lo" to C++ & foo@bar.example'),
    ticket: submission('third', { licenseeId: 'south', personId: 'vera' }).ticket,
  });
  return store;
}

describe('a search', () => {
  it.each([
    ['касса', ['first']],
    ['КАССА', ['first']],
    ['касс', ['first']],
    ['асса', []],
    ['печатает принтер', ['first']],
    ['печатает игрушки', []],
    ['счет', ['second']],
    ['СЧЁТ', ['second']],
    ['елочные', ['second']],
    ['1002', ['second']],
    ['№ 1002', ['second']],
    ['№1002', ['second']],
    ['#1002', ['second']],
    ['Licensee south', ['third']],
    ['vera@example.org', ['third']],
    ['foo@bar', ['third']],
    ['bar@foo', []],
    ['Person', ['third', 'second', 'first']],
    ['hel"lo', ['third']],
    ['AND', ['third']],
    ['hello and', ['third']],
    ['c++', ['third']],
    ['NOT', []],
    ['*', []],
    ['"', []],
    ['()', []],
    ['title:hello', []],
    ['-hello', ['third']],
    ['\0hello', ['third']],
    ['😀', []],
  ])('for %j finds %j', async (text, expected) => {
    expect(await found(await aLibrary(), text)).toEqual(expected);
  });

  it('for nothing but spaces is no search', async () => {
    const store = await aLibrary();
    expect(await found(store, '   ')).toHaveLength(3);
  });

  it('gives the newest first and comes in pages', async () => {
    const store = await aDesk();
    for (const id of ['a', 'b', 'c', 'd']) await store.tickets.commit(submission(id));
    const first = await store.tickets.queue({ search: 'title' }, reader, { limit: 3 });
    expect(first.rows.map(({ ticket }) => ticket.id)).toEqual(['d', 'c', 'b']);
    expect(first).toMatchObject({ total: 3, orMore: true });
    const second = await store.tickets.queue({ search: 'title' }, reader, { limit: 3, cursor: first.next });
    expect(second.rows.map(({ ticket }) => ticket.id)).toEqual(['a']);
    expect(second.next).toBeNull();
  });

  it('finds the one that is open below many that are closed, and how many there are is told once all were seen', async () => {
    const store = await aDesk();
    await store.tickets.commit(submission('open'));
    const { ticket } = submission('x');
    const over = {
      status: 'closed',
      cycles: [{ ...ticket.cycles[0]!, closedAt: T0, resolution: 'answered' }],
    } as const;
    const numbers = Array.from({ length: 120 }, (_, i) => `closed-${i}`);
    await Promise.all(numbers.map((id) => store.tickets.commit(submission(id, over))));
    const page = await store.tickets.queue({ search: 'title' }, reader);
    expect(page.rows.map((row) => row.ticket.id)).toEqual(['open']);
    expect(page).toMatchObject({ next: null, total: 1, orMore: false });
    expect(await store.tickets.queue({ search: 'title', status: 'all' }, reader)).toMatchObject({
      total: 50,
      orMore: true,
    });
  });

  it('goes together with filters', async () => {
    const store = await aLibrary();
    expect(await found(store, 'person', { licenseeId: 'south' })).toEqual(['third']);
  });

  it('finds what was said later, in replies and in notes, and what was said before', async () => {
    const store = await aLibrary();
    const { ticket } = (await store.tickets.load('first'))!;
    const by = { side: 'staff', id: 'olga' } as const;
    const reply = next(
      ticket,
      by,
      { type: 'replied', words: 'w1', files: [] },
      { words: [{ id: 'w1', text: 'Переустановите драйвер' }] },
    );
    await store.tickets.commit(reply);
    const note = next(
      reply.ticket,
      by,
      { type: 'noted', words: 'w2', files: [] },
      { words: [{ id: 'w2', text: 'звонила бухгалтерия' }] },
    );
    await store.tickets.commit(note);
    expect(await found(store, 'драйвер')).toEqual(['first']);
    expect(await found(store, 'бухгалтерия')).toEqual(['first']);
    expect(await found(store, 'касса')).toEqual(['first']);
  });

  it('knows a new name of a licensee and of a person, and no longer the old one', async () => {
    const store = await aLibrary();
    await store.licensees.rename('south', 'Полюс');
    expect(await found(store, 'полюс')).toEqual(['third']);
    expect(await found(store, 'Licensee south')).toEqual([]);
    await store.sites.add({
      id: 's',
      key: 'k',
      licenseeId: 'north',
      name: 's',
      origins: [],
      anonymousAllowed: true,
      identityRequired: false,
      createdAt: T0,
    });
    await store.people.add(aPerson('zoya', 'north', { siteId: 's', subject: '7', name: 'Зоя' }));
    await store.tickets.commit(submission('z', { personId: 'zoya' }));
    const identified = {
      licenseeId: 'north',
      siteId: 's',
      subject: '7',
      name: 'Зоя Кац',
      email: null,
      emailVerified: false,
    };
    await store.people.findOrAdd(identified, { id: 'unused', at: T0 });
    expect(await found(store, 'кац')).toEqual(['z']);
  });

  it('takes any text without a fault, and answers a long one at once', async () => {
    const store = await aLibrary();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom(...'"*^:()-+{}~ '.split('')),
        ),
        async (text) => {
          await found(store, text);
        },
      ),
      { numRuns: 300 },
    );
    for (const text of ['x'.repeat(10_000), '"'.repeat(10_000), 'a '.repeat(5000), '\uD800'.repeat(5000)])
      await found(store, text);
  });
});

describe('the terms of a search', () => {
  it('hold letters, digits and marks only, and are few', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const terms = searchTerms(text);
        expect(terms.length).toBeLessThanOrEqual(12);
        for (const word of terms.flat()) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
      }),
    );
  });
});
