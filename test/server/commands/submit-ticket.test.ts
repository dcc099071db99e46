import { describe, expect, test } from 'vitest';
import { submitTicket } from '../../../server/commands/submit-ticket.ts';
import { aMember } from '../store/a-desk.ts';
import { ANNA, BORIS, NOON, OLGA, aRunningDesk, aSubmission, done, moscow } from './a-running-desk.ts';

describe('a submission', () => {
  test('is a ticket with its words, its number and a person who answers for it, in one change', async () => {
    const desk = await aRunningDesk();
    const sent = aSubmission({
      kind: 'bug',
      fields: { happened: 'The export stops\nat 100 %', expected: 'A file' },
      impact: 'high',
      page: 'https://erp.example/register?token=secret#row',
      environment: 'Firefox 140',
      part: 'Register',
    });
    const { ticketId, version } = done(await submitTicket(desk, ANNA, sent));
    const { ticket, events, words } = await desk.load(ticketId);

    expect(version).toBe(2);
    expect(events.map(({ body }) => body.type)).toEqual(['submitted', 'assigned']);
    expect(events.map(({ by }) => by)).toEqual([{ side: 'client', id: 'anna' }, { side: 'desk' }]);
    expect(ticket).toMatchObject({
      licenseeId: 'north',
      personId: 'anna',
      siteId: 'site of north',
      kind: 'bug',
      criticality: 'high',
      statedCriticality: 'high',
      submittedAt: NOON,
      environment: 'Firefox 140',
      part: 'Register',
      assignee: 'olga',
    });
    expect(ticket.number).toBeGreaterThan(0);
    expect(words.get(ticket.title)).toBe('The export stops');
    // Among the words, so that it can be erased.
    expect(words.get(ticket.pageWords!)).toBe('https://erp.example/register');
    const submitted = events[0]!.body;
    if (submitted.type !== 'submitted') throw new Error(submitted.type);
    expect(submitted.fields.map(({ field, words: id }) => [field, words.get(id)])).toEqual([
      ['happened', 'The export stops\nat 100 %'],
      ['expected', 'A file'],
    ]);
  });

  test('takes of the form what its kind asks for and nothing else', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA, { fields: { question: 'How?', happened: 'x', reply: 'y' } });
    const { words } = await desk.load(id);
    expect([...words.values()].toSorted()).toEqual(['How?', 'How?']);
  });

  test('is told to whoever listens, once, with the version that is kept', async () => {
    const desk = await aRunningDesk();
    const id = await desk.submits(ANNA);
    expect(desk.heard).toEqual([{ id, version: 2 }]);
  });
});

describe('sent again', () => {
  test('under the same id it is the same ticket, later and twice at once too', async () => {
    const desk = await aRunningDesk();
    const [first, second] = await Promise.all([
      submitTicket(desk, ANNA, aSubmission()),
      submitTicket(desk, ANNA, aSubmission()),
    ]);
    desk.clock.at += 3_600_000;
    // The one that was first brings the whole ticket as it was committed; a repeat says which it is.
    const third = await submitTicket(desk, ANNA, aSubmission());
    const which = { ticketId: expect.any(String), version: 2 };
    expect([first, second, third]).toMatchObject([which, which, which]);
    const ids = [first, second, third].map((done) => 'ticketId' in done && done.ticketId);
    expect(new Set(ids).size).toBe(1);
    expect(await desk.count()).toBe(1);
    expect(desk.heard).toHaveLength(1);
  });

  test('under the same id with other words it is refused, and nothing is kept of it', async () => {
    const desk = await aRunningDesk();
    await submitTicket(desk, ANNA, aSubmission());
    const other = aSubmission({ fields: { question: 'Something else' } });
    expect(await submitTicket(desk, ANNA, other)).toEqual({ refusal: { code: 'id_reused' } });
    expect(await desk.count()).toBe(1);
  });

  test('under the same id by somebody else it is their own ticket', async () => {
    const desk = await aRunningDesk();
    const anna = done(await submitTicket(desk, ANNA, aSubmission()));
    const boris = done(await submitTicket(desk, BORIS, aSubmission()));
    expect(boris.ticketId).not.toBe(anna.ticketId);
  });
});

describe('files', () => {
  test('belong to the ticket from then on', async () => {
    const desk = await aRunningDesk();
    const files = [await desk.upload('screen', ANNA)];
    const id = await desk.submits(ANNA, { files });
    expect((await desk.store.files.ofTicket(id)).map((file) => file.id)).toEqual(files);
  });

  test.each(['of somebody else', 'of the desk', 'that nobody uploaded', 'of another ticket'])(
    '%s are not found, and nothing is submitted',
    async (whose) => {
      const desk = await aRunningDesk();
      if (whose === 'of somebody else') await desk.upload('screen', BORIS);
      if (whose === 'of the desk') await desk.upload('screen', OLGA);
      if (whose === 'of another ticket')
        await desk.submits(ANNA, { files: [await desk.upload('screen', ANNA)] });
      const before = await desk.count();
      const refused = await submitTicket(desk, ANNA, aSubmission({ files: ['screen'] }));
      expect(refused).toEqual({ refusal: { code: 'not_found' } });
      expect(await desk.count()).toBe(before);
    },
  );
});

describe('the product', () => {
  const licensed = async () => {
    const desk = await aRunningDesk();
    for (const [id, name] of [
      ['erp', 'ERP'],
      ['crm', 'CRM'],
    ] as const) {
      await desk.store.licensees.addProduct({ id, name, parts: [], createdAt: NOON });
    }
    await desk.store.licensees.license('north', ['erp']);
    return desk;
  };

  test('is one that the licensee is licensed for', async () => {
    const desk = await licensed();
    const id = await desk.submits(ANNA, { productId: 'erp' });
    expect((await desk.load(id)).ticket.productId).toBe('erp');
    expect(await submitTicket(desk, ANNA, aSubmission({ productId: 'crm' }))).toEqual({
      refusal: { code: 'product_not_licensed' },
    });
  });

  test('is found by the name that the page gives it', async () => {
    const desk = await licensed();
    const id = await desk.submits(ANNA, { product: 'erp' });
    expect((await desk.load(id)).ticket.productId).toBe('erp');
  });

  test('that nobody knows is kept in the words of the page', async () => {
    const desk = await licensed();
    const { ticket, words } = await desk.load(await desk.submits(ANNA, { product: 'Payroll' }));
    expect(ticket.productId).toBeNull();
    expect([...words.values()]).toContain('Payroll');
  });

  test('not named is none', async () => {
    const desk = await licensed();
    expect((await desk.load(await desk.submits(ANNA))).ticket.productId).toBeNull();
  });
});

describe('who it goes to (R16)', () => {
  test('each to whoever has the fewest, in turn', async () => {
    const desk = await aRunningDesk();
    const assignees: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      desk.clock.at += 60_000;
      assignees.push((await desk.load(await desk.submits(ANNA))).ticket.assignee);
    }
    expect(assignees).toEqual(['olga', 'pavel', 'olga', 'pavel']);
  });

  test('a bug to the technical specialist', async () => {
    const desk = await aRunningDesk();
    await desk.store.staff.add(aMember('timur', { technicalSpecialist: true }));
    await desk.submits(ANNA, { kind: 'bug', fields: { happened: 'x', expected: 'y' } });
    const id = await desk.submits(ANNA, { kind: 'bug', fields: { happened: 'x', expected: 'y' } });
    const { ticket, events } = await desk.load(id);
    expect(ticket.assignee).toBe('timur');
    expect(events[1]!.body).toMatchObject({ reason: { code: 'technical_fewest_open', open: 1 } });
  });

  test.each([
    ['2026-11-09 19:00', 'available', 'out_of_hours'],
    ['2026-11-07 12:00', 'available', 'out_of_hours'],
    ['2026-11-09 18:59', 'away', 'no_one_available'],
  ] as const)('at %s, all %s: it waits, because %s', async (when, presence, code) => {
    const desk = await aRunningDesk();
    desk.clock.at = moscow(when);
    for (const id of ['olga', 'pavel']) await desk.store.staff.update(id, { presence });
    const { ticket, events } = await desk.load(await desk.submits(ANNA));
    expect(ticket.assignee).toBeNull();
    expect(events[1]!.body).toEqual({ type: 'assigned', to: null, reason: { code } });
  });

  test('never to who has been disabled', async () => {
    const desk = await aRunningDesk();
    await desk.store.staff.update('olga', { disabled: true });
    expect((await desk.load(await desk.submits(ANNA))).ticket.assignee).toBe('pavel');
  });
});
