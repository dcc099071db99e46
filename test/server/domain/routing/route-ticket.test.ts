/** R16: who a new ticket goes to. */
import { describe, expect, test } from 'vitest';
import { routeTicket } from '../../../../server/domain/routing/route-ticket.ts';
import type { Candidate } from '../../../../server/domain/routing/route-ticket.ts';
import type { TicketKind } from '../../../../shared/ticket.ts';

/** 'olga 3' has 3 open tickets; `T` is a technical specialist, `away` takes none, `@5` was last given one at 5. */
function aPerson(written: string): Candidate {
  const [id, open, ...rest] = written.split(' ');
  const given = rest.find((word) => word.startsWith('@'));
  return {
    id: id!,
    openTickets: Number(open),
    technicalSpecialist: rest.includes('T'),
    available: !rest.includes('away'),
    lastAssignedAt: given === undefined ? null : Number(given.slice(1)),
  };
}

describe('while the desk is open', () => {
  test.each<[string, TicketKind, string[], string | null, string]>([
    ['nobody works here', 'bug', [], null, 'no_one_available'],
    ['nobody is available', 'bug', ['olga 0 T away', 'pavel 0 away'], null, 'no_one_available'],
    ['one is', 'consultation', ['olga 9', 'pavel 0 away'], 'olga', 'fewest_open 9'],
    ['the fewest open', 'consultation', ['olga 3', 'pavel 2', 'vera 4'], 'pavel', 'fewest_open 2'],
    ['a feature goes by load alone', 'feature', ['olga 3 T', 'pavel 2'], 'pavel', 'fewest_open 2'],
    [
      'a consultation may go to a specialist',
      'consultation',
      ['olga 1 T', 'pavel 2'],
      'olga',
      'fewest_open 1',
    ],
    [
      'a bug goes to the specialist, however busy',
      'bug',
      ['olga 30 T', 'pavel 0'],
      'olga',
      'technical_fewest_open 30',
    ],
    [
      'of specialists the least busy',
      'bug',
      ['olga 3 T', 'pavel 0', 'vera 2 T'],
      'vera',
      'technical_fewest_open 2',
    ],
    [
      'a specialist who is away is none',
      'bug',
      ['olga 0 T away', 'pavel 5', 'vera 6'],
      'pavel',
      'fewest_open 5',
    ],
    [
      'as busy: given one longest ago',
      'consultation',
      ['olga 2 @30', 'pavel 2 @10', 'vera 2 @20'],
      'pavel',
      'fewest_open 2',
    ],
    [
      'as busy: never given one comes first',
      'consultation',
      ['olga 2 @0', 'pavel 2'],
      'pavel',
      'fewest_open 2',
    ],
    ['load before turn', 'consultation', ['olga 1 @30', 'pavel 2 @10'], 'olga', 'fewest_open 1'],
    [
      'specialists by turn too',
      'bug',
      ['olga 2 T @30', 'vera 2 T @20', 'pavel 0'],
      'vera',
      'technical_fewest_open 2',
    ],
    [
      'two that are never to be told apart: always the same',
      'feature',
      ['pavel 0', 'olga 0'],
      'olga',
      'fewest_open 0',
    ],
  ])('%s', (_, kind, people, to, why) => {
    const [code, open] = why.split(' ');
    const reason = { code, ...(open !== undefined && { open: Number(open) }) };
    const staff = people.map(aPerson);
    expect(routeTicket({ kind }, staff, true)).toEqual({ to, reason });
    expect(routeTicket({ kind }, staff.toReversed(), true)).toEqual({ to, reason });
  });
});

test.each<TicketKind>(['consultation', 'bug', 'feature'])(
  'out of hours a %s waits, whoever is there',
  (kind) => {
    expect(routeTicket({ kind }, [aPerson('olga 0 T')], false)).toEqual({
      to: null,
      reason: { code: 'out_of_hours' },
    });
  },
);
