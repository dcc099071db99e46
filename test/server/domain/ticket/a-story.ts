/** Tickets as acts have made them, one after the other, each decided under the regulation as printed. */
import { expect } from 'vitest';
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import type { Rules } from '../../../../server/domain/rules.ts';
import type { Moving, Submission, TicketAct } from '../../../../server/domain/ticket/act.ts';
import { decide, decideSubmission } from '../../../../server/domain/ticket/decide.ts';
import type { Decision } from '../../../../server/domain/ticket/decision.ts';
import type { Actor, EventBody, TicketEvent } from '../../../../server/domain/ticket/event.ts';
import { currentCycle } from '../../../../server/domain/ticket/ticket.ts';
import type { Cycle, Ticket } from '../../../../server/domain/ticket/ticket.ts';
import type { Refusal } from '../../../../shared/refusal.ts';
import type { Act, MovingAct, Status, TicketKind } from '../../../../shared/ticket.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** '2026-11-09 12:00' on the wall in Moscow. */
export const moscow = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+03:00`);

export const RULES: Rules = compileRules(REGULATION);
/** A Monday; the next days off are the Saturday and the Sunday. */
export const SENT = moscow('2026-11-09 12:00');

export const ACTORS = {
  client: { side: 'client', id: 'anna' },
  staff: { side: 'staff', id: 'olga' },
  desk: { side: 'desk' },
} as const satisfies Record<string, Actor>;
export type Side = keyof typeof ACTORS;

export const aSubmission = (more: Partial<Submission> = {}): Submission => ({
  licenseeId: 'north',
  siteId: null,
  personId: 'anna',
  kind: 'consultation',
  channel: 'widget',
  turnedAt: SENT,
  criticality: null,
  title: 'title',
  fields: [{ field: 'question', words: 'question' }],
  files: [],
  productId: null,
  part: null,
  page: null,
  environment: null,
  ...more,
});

export type Story = {
  readonly ticket: Ticket;
  readonly cycle: Cycle;
  readonly events: readonly TicketEvent[];
  readonly last: EventBody;
  /** Decided and kept; a refusal fails the test. */
  does(side: Side, act: Act | TicketAct, at?: number): Story;
  /** Decided and not kept. */
  would(side: Side, act: Act | TicketAct, at?: number): Decision;
  /** The refusal; an act that is allowed fails the test. */
  refusal(side: Side, act: Act | TicketAct, at?: number): Refusal;
};

/** Each act comes an hour after the one before, unless it says when. */
export function aStory(
  submission: Partial<Submission> = {},
  options: { rules?: Rules; newest?: Rules; registered?: boolean; sentAt?: number } = {},
): Story {
  const { rules = RULES, registered = false, sentAt = submission.turnedAt ?? SENT } = options;
  const { newest = rules } = options;
  const by = registered ? ACTORS.staff : ACTORS.client;
  const first = decideSubmission(aSubmission(submission), {
    id: 't1',
    at: sentAt,
    by,
    rules,
    registeredBy: registered ? 'olga' : null,
  });
  let { ticket } = first;
  let events = [...first.events];
  const at = () => events.at(-1)!.at + HOUR;
  const would = (side: Side, act: Act | TicketAct, when = at()): Decision =>
    decide(ticket, typeof act === 'string' ? whole(act) : act, { at: when, by: ACTORS[side], rules, newest });
  const story: Story = {
    get ticket() {
      return ticket;
    },
    get cycle() {
      return currentCycle(ticket);
    },
    get events() {
      return events;
    },
    get last() {
      return events.at(-1)!.body;
    },
    would,
    does(side, act, when) {
      const decision = would(side, act, when);
      if ('refusal' in decision)
        throw new Error(`${JSON.stringify(act)}: ${JSON.stringify(decision.refusal)}`);
      ticket = decision.ticket;
      events = [...events, ...decision.events];
      return story;
    },
    refusal(side, act, when) {
      const decision = would(side, act, when);
      expect(decision, JSON.stringify(act)).toHaveProperty('refusal');
      return (decision as { refusal: Refusal }).refusal;
    },
  };
  return story;
}

export const moving = (act: MovingAct, more: Partial<Moving> = {}): Moving => ({
  act,
  words: 'words',
  files: [],
  ...more,
});

/** The act with everything that it can need. */
export function whole(act: Act): TicketAct {
  switch (act) {
    case 'reply':
      return { act, words: 'words', files: [] };
    case 'note':
      return { act, words: 'words', files: [] };
    case 'assign':
      return { act, to: 'pavel', reason: { code: 'by_staff' } };
    case 'estimate':
      return { act, hours: 8, words: null };
    case 'promise':
      return { act, dueAt: moscow('2027-02-01 19:00'), words: null };
    case 'correct':
      return { act, kind: 'bug', criticality: 'critical', words: null };
    case 'rate':
      return { act, stars: 5, words: null };
    case 'bill':
      return moving(act, { invoice: { number: '17', sum: 150_000, currency: 'RUB', fileId: 'invoice' } });
    case 'paid':
      return moving(act, { paidOn: '2026-11-10' });
    case 'close':
      return moving(act, { resolution: 'declined' });
    default:
      return moving(act);
  }
}

/** The shortest way of a ticket of this kind into the status; null where there is none. */
export function aStoryIn(status: Status, kind: TicketKind): Story | null {
  const story = aStory({ kind });
  switch (status) {
    case 'request':
      return story;
    case 'in_progress':
      return story.does('staff', 'start');
    case 'analysis':
      return story.does('staff', 'analyse');
    case 'info_required':
      return story.does('staff', 'start').does('staff', 'ask');
    case 'payment':
      return story.does('staff', 'start').does('staff', 'bill');
    case 'verification':
      return kind === 'consultation' ? null : story.does('staff', 'start').does('staff', 'hand_over');
    case 'closed':
      return story.does('staff', 'close');
  }
}
