import { describe, expect, test } from 'vitest';
import { registerTicket } from '../../../server/commands/register-ticket.ts';
import type { RegisterTicket } from '../../../server/commands/register-ticket.ts';
import type { StaffChannel } from '../../../shared/ticket.ts';
import { NOON, OLGA, aRunningDesk, done } from './a-running-desk.ts';

const HOUR = 3_600_000;

const aRegistration = (more: Partial<RegisterTicket> = {}): RegisterTicket => ({
  requestId: 'request',
  licenseeId: 'north',
  personId: 'anna',
  channel: 'telephone',
  turnedAt: NOON - 2 * HOUR,
  kind: 'consultation',
  fields: { question: 'How?' },
  files: [],
  ...more,
});

describe('a ticket that staff register', () => {
  test.each<[StaffChannel, number | null]>([
    ['telephone', NOON],
    ['in_person', NOON],
    ['letter', null],
  ])(
    'by %s: both clocks run since the client turned to us; the reaction was at %s',
    async (channel, reactedAt) => {
      const desk = await aRunningDesk();
      const { ticketId } = done(await registerTicket(desk, OLGA, aRegistration({ channel })));
      const { ticket, events } = await desk.load(ticketId);
      expect(ticket).toMatchObject({ personId: 'anna', registeredBy: 'olga', channel, submittedAt: NOON });
      expect(ticket.cycles[0]).toMatchObject({ startedAt: NOON - 2 * HOUR, reactedAt });
      expect(events[0]!.by).toEqual({ side: 'staff', id: 'olga' });
      const row = await desk.row(ticketId);
      // The client turned to us at 10:00.
      expect([row.reaction_due_at, row.completion_due_at]).toEqual([NOON - HOUR, NOON + 22 * HOUR]);
    },
  );

  test('can be of a person who is new', async () => {
    const desk = await aRunningDesk();
    const person = { name: 'Zoya', email: 'zoya@example.org' };
    const registration = aRegistration({ personId: undefined, person });
    const { ticketId } = done(await registerTicket(desk, OLGA, registration));
    const { personId } = (await desk.load(ticketId)).ticket;
    expect(await desk.store.people.get(personId)).toMatchObject({
      ...person,
      licenseeId: 'north',
      verified: false,
    });
    // Sent again, it is neither a second ticket nor a second person.
    expect(done(await registerTicket(desk, OLGA, registration)).ticketId).toBe(ticketId);
    expect(await desk.store.people.find('north', 'Zoya')).toHaveLength(1);
  });

  test.each<[string, Partial<RegisterTicket>, object]>([
    ['for a licensee that is none', { licenseeId: 'east' }, { code: 'not_found' }],
    ['for a person of another licensee', { personId: 'vera' }, { code: 'not_found' }],
    ['for a person whom nobody knows', { personId: 'nobody' }, { code: 'not_found' }],
    [
      'before it happened',
      { turnedAt: NOON + 1 },
      { code: 'field_wrong', field: 'turnedAt', problem: 'not_valid' },
    ],
  ])('is refused %s', async (_, wrong, refusal) => {
    const desk = await aRunningDesk();
    expect(await registerTicket(desk, OLGA, aRegistration(wrong))).toEqual({ refusal });
    expect(await desk.count()).toBe(0);
  });
});
