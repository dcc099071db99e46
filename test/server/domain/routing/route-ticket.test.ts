/** R16: who a new ticket goes to. */
import { describe, expect, test } from 'vitest';
import { routeTicket } from '../../../../server/domain/routing/route-ticket.ts';
import type { Candidate, DeskNow } from '../../../../server/domain/routing/route-ticket.ts';
import type { RoutedTicket } from '../../../../server/domain/routing/routing-rules.ts';
import type { RoutingRule } from '../../../../server/domain/regulation.ts';
import type { TicketKind } from '../../../../shared/ticket.ts';

/**
 * 'olga 3' has 3 open tickets; `T` is a technical specialist, `away` takes none, `free` is not on shift, `@5` was last given
 * one at 5.
 */
function aPerson(written: string): Candidate {
  const [id, open, ...rest] = written.split(' ');
  const given = rest.find((word) => word.startsWith('@'));
  return {
    id: id!,
    email: `${id}@desk.example`,
    openTickets: Number(open),
    technicalSpecialist: rest.includes('T'),
    available: !rest.includes('away'),
    onShift: !rest.includes('free'),
    lastAssignedAt: given === undefined ? null : Number(given.slice(1)),
  };
}

const OPEN: DeskNow = { open: true, byRoster: false, rules: [], version: '2.0' };
const aRouted = (more: Partial<RoutedTicket> = {}): RoutedTicket => ({
  kind: 'consultation',
  criticality: null,
  licensee: { id: 'north', name: 'Северный берег' },
  product: null,
  text: '',
  ...more,
});

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
    expect(routeTicket(aRouted({ kind }), staff, OPEN)).toEqual({ to, reason });
    expect(routeTicket(aRouted({ kind }), staff.toReversed(), OPEN)).toEqual({ to, reason });
  });
});

test.each<TicketKind>(['consultation', 'bug', 'feature'])(
  'out of hours a %s waits, whoever is there',
  (kind) => {
    expect(routeTicket(aRouted({ kind }), [aPerson('olga 0 T')], { ...OPEN, open: false })).toEqual({
      to: null,
      reason: { code: 'out_of_hours' },
    });
  },
);

describe('by the roster', () => {
  test.each<[string, TicketKind, string[], string | null, unknown]>([
    [
      'a bug goes to the specialist on shift, and not to the idle one at home',
      'bug',
      ['olga 4 T', 'timur 0 T free', 'pavel 1'],
      'olga',
      { code: 'technical_fewest_open', open: 4, onShift: true },
    ],
    [
      'who is on shift and away is given none',
      'consultation',
      ['olga 0 away', 'pavel 3'],
      'pavel',
      { code: 'fewest_open', open: 3, onShift: true },
    ],
    [
      'who is not on shift is given none, however idle',
      'consultation',
      ['olga 0 free', 'pavel 3'],
      'pavel',
      { code: 'fewest_open', open: 3, onShift: true },
    ],
    [
      'nobody is on shift',
      'bug',
      ['olga 0 free', 'pavel 0 T free'],
      null,
      { code: 'no_one_on_shift', present: false },
    ],
    [
      'everybody on shift is away',
      'bug',
      ['olga 0 free', 'pavel 0 T away'],
      null,
      { code: 'no_one_on_shift', present: true },
    ],
  ])('%s', (_, kind, people, to, reason) => {
    const staff = people.map(aPerson);
    expect(routeTicket(aRouted({ kind }), staff, { ...OPEN, byRoster: true })).toEqual({ to, reason });
  });
});

describe('the regulation’s own rules', () => {
  const staff = ['olga 9', 'timur 7 T', 'pavel 1', 'vera 0 free'].map(aPerson);
  const routed = (rules: RoutingRule[], more: Partial<RoutedTicket> = {}, people = staff) =>
    routeTicket(aRouted(more), people, { ...OPEN, rules });
  const toOlga: RoutingRule['to'] = { person: 'Olga@desk.example' };

  test.each<[string, RoutingRule['when'], Partial<RoutedTicket>, boolean]>([
    ['nothing is asked', {}, {}, true],
    ['a licensee by name, in any letters', { licensee: 'северный БЕРЕГ' }, {}, true],
    ['a licensee by id', { licensee: 'north' }, {}, true],
    ['another licensee', { licensee: 'south' }, {}, false],
    ['a product', { product: 'Касса' }, { product: { id: 'p', name: 'Касса' } }, true],
    ['a product of which nothing was said', { product: 'Касса' }, {}, false],
    ['a product that the page names', { product: 'Касса' }, { product: { id: null, name: 'КАССА' } }, true],
    ['a kind', { kind: 'bug' }, { kind: 'bug' }, true],
    ['another kind', { kind: 'bug' }, { kind: 'feature' }, false],
    ['a criticality', { criticality: 'critical' }, { kind: 'bug', criticality: 'critical' }, true],
    ['another criticality', { criticality: 'critical' }, { kind: 'bug', criticality: 'low' }, false],
    ['no criticality', { criticality: 'critical' }, {}, false],
    ['a word', { words: ['договор'] }, { text: 'Где наш ДОГОВОР?' }, true],
    ['a word with another ending', { words: ['счет'] }, { text: 'не пришли счёта' }, true],
    ['the end of another word', { words: ['чет'] }, { text: 'отчет' }, false],
    ['one of several', { words: ['штраф', 'договор'] }, { text: 'договор' }, true],
    ['two words with a line between them', { words: ['акт сверки'] }, { text: 'Акт\nсверки за май' }, true],
    ['none of the words', { words: ['штраф'] }, { text: 'договор' }, false],
    ['only a half of what is asked', { kind: 'bug', words: ['договор'] }, { text: 'договор' }, false],
    ['all that is asked', { kind: 'bug', words: ['касс'] }, { kind: 'bug', text: 'Касса стоит' }, true],
  ])('%s', (_, when, more, matches) => {
    const { to, reason } = routed([{ when, to: toOlga }], more);
    expect(to).toBe(matches ? 'olga' : more.kind === 'bug' ? 'timur' : 'pavel');
    expect(reason.rules?.followed ?? null).toBe(matches ? 1 : null);
  });

  test('the first that matches wins', () => {
    const rules = [
      { when: { kind: 'bug' }, to: { person: 'timur@desk.example' } },
      { when: {}, to: toOlga },
      { when: {}, to: { person: 'pavel@desk.example' } },
    ] as const;
    expect(routed([...rules])).toEqual({
      to: 'olga',
      reason: {
        code: 'rule_person',
        rules: { version: '2.0', followed: 2, suggestedTopic: null, passedOver: [] },
      },
    });
  });

  test('to a skill: of those who have it the one with the fewest open, bug or not', () => {
    expect(routed([{ when: {}, to: { skill: 'technical_specialist' } }])).toMatchObject({
      to: 'timur',
      reason: { code: 'rule_technical', open: 7, rules: { followed: 1 } },
    });
  });

  test('a rule that leads to nobody on duty is passed over, and that is said', () => {
    const rules: RoutingRule[] = [
      { when: {}, to: { person: 'vera@desk.example' } },
      { when: {}, to: { person: 'gone@desk.example' } },
      { when: {}, to: { skill: 'technical_specialist' } },
      { when: {}, to: toOlga },
    ];
    const passedOver = [
      { rule: 1, why: 'person_not_on_duty' },
      { rule: 2, why: 'person_unknown' },
    ];
    expect(routed(rules).reason.rules).toEqual({
      version: '2.0',
      followed: 3,
      suggestedTopic: null,
      passedOver,
    });
    const withoutTimur = staff.filter(({ id }) => id !== 'timur');
    expect(routed(rules, {}, withoutTimur)).toMatchObject({
      to: 'olga',
      reason: {
        rules: { followed: 4, passedOver: [...passedOver, { rule: 3, why: 'no_technical_on_duty' }] },
      },
    });
    expect(routed(rules.slice(0, 2))).toMatchObject({
      to: 'pavel',
      reason: { code: 'fewest_open', open: 1, rules: { followed: null, passedOver } },
    });
  });

  test('to a topic: the usual rule gives it out, with the topic proposed', () => {
    const rules: RoutingRule[] = [
      { when: { words: ['суд'] }, to: { topic: 'legal' } },
      { when: {}, to: toOlga },
    ];
    expect(routed(rules, { text: 'подаём в суд' })).toEqual({
      to: 'pavel',
      reason: {
        code: 'fewest_open',
        open: 1,
        rules: { version: '2.0', followed: 1, suggestedTopic: 'legal', passedOver: [] },
      },
    });
  });

  test('out of hours none is asked: the ticket waits', () => {
    const rules = [{ when: {}, to: toOlga }];
    const outOfHours = routeTicket(aRouted(), staff, { ...OPEN, open: false, rules });
    expect(outOfHours).toEqual({ to: null, reason: { code: 'out_of_hours' } });
  });
});
