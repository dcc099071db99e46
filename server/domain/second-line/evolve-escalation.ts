/** Folds the questions to the second line from their events: the part of `evolve` that knows of them. */
import type { Instant } from '../../../shared/instant.ts';
import type { Actor } from '../ticket/event.ts';
import type { Escalation } from './escalation.ts';
import type { EscalationBody, EscalationId } from './event.ts';

type EscalationEvent = { seq: number; at: Instant; by: Actor; body: EscalationBody };

export function evolveEscalations(
  escalations: readonly Escalation[],
  event: EscalationEvent,
): readonly Escalation[] {
  const { seq, at, by, body } = event;
  const change = (next: (escalation: Escalation) => Partial<Escalation>) =>
    changed(escalations, body.escalationId, next);
  switch (body.type) {
    case 'escalated':
      return [
        ...escalations,
        {
          id: body.escalationId,
          seq,
          topic: body.topic,
          channels: body.channels,
          regulationVersion: body.regulationVersion,
          askedAt: at,
          askedBy: by.side === 'desk' ? '' : by.id,
          question: body.words,
          files: body.files,
          shown: body.shown,
          askedAgain: [],
          taken: null,
          answers: [],
          reminded: {},
          ended: null,
        },
      ];
    case 'escalation_asked':
      return change(({ askedAgain, files }) => ({
        askedAgain: [...askedAgain, { seq, at }],
        files: [...files, ...body.files],
      }));
    case 'escalation_taken':
      return change(() => ({ taken: { at, by: by.side === 'desk' ? '' : by.id, name: body.name } }));
    case 'escalation_answered':
      return change(({ answers }) => ({ answers: [...answers, { seq, at, inSubstance: body.inSubstance }] }));
    case 'escalation_handed_back':
      return change(() => ({ ended: { at, by: 'handed_back' } }));
    case 'escalation_closed':
      return change(() => ({ ended: { at, by: 'closed' } }));
    case 'escalation_reminded':
      return change(({ reminded }) => ({ reminded: { ...reminded, [body.stage]: at } }));
  }
}

/** With the ticket its questions are over: nobody waits for the answer any more. */
export const endedWithTicket = (escalations: readonly Escalation[], at: Instant): readonly Escalation[] =>
  escalations.map((escalation) =>
    escalation.ended ? escalation : { ...escalation, ended: { at, by: 'ticket_closed' as const } },
  );

function changed(
  escalations: readonly Escalation[],
  id: EscalationId,
  next: (escalation: Escalation) => Partial<Escalation>,
): readonly Escalation[] {
  if (!escalations.some((each) => each.id === id)) throw new Error(`escalation ${id} was never asked`);
  return escalations.map((each) => (each.id === id ? { ...each, ...next(each) } : each));
}
