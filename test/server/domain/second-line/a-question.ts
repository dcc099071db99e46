/** A ticket, and what is asked of the second line about it, decided one after the other. */
import { expect } from 'vitest';
import type { Rules } from '../../../../server/domain/rules.ts';
import type { EscalationAct } from '../../../../server/domain/second-line/decide-escalation.ts';
import { decideEscalation } from '../../../../server/domain/second-line/decide-escalation.ts';
import type { Escalation } from '../../../../server/domain/second-line/escalation.ts';
import { decide } from '../../../../server/domain/ticket/decide.ts';
import type { Decision } from '../../../../server/domain/ticket/decision.ts';
import type { TicketAct } from '../../../../server/domain/ticket/act.ts';
import type { Actor, TicketEvent } from '../../../../server/domain/ticket/event.ts';
import type { Ticket } from '../../../../server/domain/ticket/ticket.ts';
import { ACTORS, aStory, RULES } from '../ticket/a-story.ts';

const BY = { ...ACTORS, department: { side: 'department', id: 'ivan' } } as const satisfies Record<
  string,
  Actor
>;
export type Who = keyof typeof BY;

export const SHOWN = { entries: [1], files: [] };

export function aQuestion(sentAt: number, rules: Rules = RULES) {
  const story = aStory({ turnedAt: sentAt }, { sentAt, rules });
  let ticket: Ticket = story.ticket;
  let events: TicketEvent[] = [...story.events];
  const would = (who: Who, act: EscalationAct, at: number): Decision =>
    decideEscalation(ticket, act, { at, by: BY[who], rules, story: events });
  const keep = (decision: Decision) => {
    if ('refusal' in decision) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
    ticket = decision.ticket;
    events = [...events, ...decision.events];
  };
  return {
    get ticket() {
      return ticket;
    },
    get events() {
      return events;
    },
    escalation: (id = 'e1'): Escalation => ticket.escalations.find((each) => each.id === id)!,
    would,
    does(who: Who, act: EscalationAct, at: number) {
      keep(would(who, act, at));
      return this;
    },
    moves(who: 'client' | 'staff', act: TicketAct, at: number) {
      keep(decide(ticket, act, { at, by: BY[who], rules }));
      return this;
    },
    refusal(who: Who, act: EscalationAct, at: number) {
      const decision = would(who, act, at);
      expect(decision).toHaveProperty('refusal');
      return 'refusal' in decision ? decision.refusal : null;
    },
  };
}

export const asks = (topic: string, id = 'e1'): EscalationAct => ({
  act: 'escalate',
  escalationId: id,
  topic: topic as never,
  words: `question-${id}`,
  files: [],
  shown: SHOWN,
});
export const answers = (inSubstance = true, id = 'e1'): EscalationAct => ({
  act: 'answer_desk',
  escalationId: id,
  words: 'answer',
  files: [],
  inSubstance,
  name: null,
});
export const takes = (id = 'e1'): EscalationAct => ({ act: 'take', escalationId: id, name: null });
export const handsBack = (id = 'e1'): EscalationAct => ({
  act: 'hand_back',
  escalationId: id,
  words: 'not ours',
  name: null,
});
