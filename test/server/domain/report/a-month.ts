/** October 2026 as it was, ticket by ticket: small enough to be counted by hand, with an edge in almost every one. */
import type { TicketAct } from '../../../../server/domain/ticket/act.ts';
import type { TicketLog } from '../../../../server/domain/report/facts.ts';
import type { Submission } from '../../../../server/domain/ticket/act.ts';
import { aStory, moscow, moving } from '../ticket/a-story.ts';
import type { Side } from '../ticket/a-story.ts';
import type { Act } from '../../../../shared/ticket.ts';

const assign = (to: string): TicketAct => ({ act: 'assign', to, reason: { code: 'by_staff' } });
const rate = (stars: 1 | 2 | 3 | 4 | 5): TicketAct => ({ act: 'rate', stars, words: null });
const close: TicketAct = moving('close', { resolution: 'answered' });

type Step = [at: string, side: Side, act: Act | TicketAct];

export function aLog(number: number, sent: string, more: Partial<Submission>, steps: Step[]): TicketLog {
  const story = aStory({ turnedAt: moscow(sent), ...more }, { sentAt: moscow(sent) });
  for (const [at, side, act] of steps) story.does(side, act, moscow(at));
  return { id: `t${number}`, number, events: story.events };
}

export const aMonth = (): TicketLog[] => [
  // Both promises met.
  aLog(1, '2026-10-05 12:00', {}, [
    ['2026-10-05 12:00', 'staff', assign('olga')],
    ['2026-10-05 12:30', 'staff', 'reply'],
    ['2026-10-05 15:00', 'staff', close],
    ['2026-10-06 09:00', 'client', rate(5)],
  ]),
  // Both on the very instant; nobody rates it.
  aLog(2, '2026-10-05 12:00', {}, [
    ['2026-10-05 12:00', 'staff', assign('olga')],
    ['2026-10-05 13:00', 'staff', 'reply'],
    ['2026-10-06 12:00', 'staff', close],
  ]),
  // Late by a minute, and then by an hour.
  aLog(3, '2026-10-05 12:00', {}, [
    ['2026-10-05 12:00', 'staff', assign('pavel')],
    ['2026-10-05 13:01', 'staff', 'reply'],
    ['2026-10-06 13:00', 'staff', close],
    ['2026-10-06 14:00', 'client', rate(3)],
  ]),
  aLog(4, '2026-10-06 10:00', { kind: 'bug', criticality: 'normal' }, [
    ['2026-10-06 10:00', 'staff', assign('pavel')],
    ['2026-10-06 10:10', 'staff', 'start'],
    ['2026-10-07 10:00', 'staff', 'hand_over'],
    ['2026-10-08 10:00', 'client', 'confirm'],
    ['2026-10-08 10:05', 'client', rate(4)],
  ]),
  // Came in September; rated in the last minute that counts.
  aLog(5, '2026-09-30 18:50', {}, [
    ['2026-09-30 18:50', 'staff', assign('pavel')],
    ['2026-10-01 10:40', 'staff', 'reply'],
    ['2026-10-10 11:00', 'staff', close],
    ['2026-11-08 23:59', 'client', rate(4)],
  ]),
  // Rated at the first instant that does not count.
  aLog(6, '2026-10-20 12:00', {}, [
    ['2026-10-20 12:00', 'staff', assign('olga')],
    ['2026-10-20 12:10', 'staff', 'reply'],
    ['2026-10-20 12:20', 'staff', close],
    ['2026-11-09 00:00', 'client', rate(1)],
  ]),
  // Withdrawn before anybody had it.
  aLog(7, '2026-10-21 12:00', {}, [['2026-10-21 12:05', 'client', 'withdraw']]),
  // The last minute of the month.
  aLog(8, '2026-10-31 12:00', {}, [
    ['2026-10-31 12:00', 'staff', assign('olga')],
    ['2026-10-31 23:59', 'staff', close],
  ]),
  // The first of the next one.
  aLog(9, '2026-10-30 12:00', {}, [
    ['2026-10-30 12:00', 'staff', assign('olga')],
    ['2026-10-30 12:05', 'staff', 'reply'],
    ['2026-11-01 00:00', 'staff', close],
  ]),
  aLog(10, '2026-10-12 12:00', { kind: 'feature' }, [
    ['2026-10-12 12:00', 'staff', assign('olga')],
    ['2026-10-12 12:30', 'staff', 'analyse'],
    ['2026-10-12 13:00', 'staff', { act: 'estimate', hours: 8, words: null }],
    ['2026-10-12 13:00', 'staff', 'start'],
    ['2026-10-13 11:00', 'staff', 'hand_over'],
    ['2026-10-14 11:00', 'client', 'confirm'],
    ['2026-10-14 12:00', 'client', rate(5)],
  ]),
  // Closed twice: each cycle by itself.
  aLog(11, '2026-10-05 12:00', {}, [
    ['2026-10-05 12:00', 'staff', assign('olga')],
    ['2026-10-05 12:10', 'staff', 'reply'],
    ['2026-10-05 13:00', 'staff', close],
    ['2026-10-05 14:00', 'client', rate(5)],
    ['2026-10-07 12:00', 'client', 'reopen'],
    ['2026-10-07 14:00', 'staff', 'reply'],
    ['2026-10-07 16:00', 'staff', close],
    ['2026-10-07 17:00', 'client', rate(2)],
  ]),
  // Late and still open.
  aLog(12, '2026-10-26 12:00', {}, [
    ['2026-10-26 12:00', 'staff', assign('pavel')],
    ['2026-10-26 12:30', 'staff', 'reply'],
  ]),
];
