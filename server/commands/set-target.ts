/** What completion is measured by: an estimate or a promised date for a feature (R4), kind and criticality (R3, R9). */
import type { LocalDate } from '../../shared/instant.ts';
import type { Criticality, TicketKind } from '../../shared/ticket.ts';
import type { StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import type { TicketAct } from '../domain/ticket/act.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { TicketId, WordsId } from '../domain/ticket/event.ts';
import type { Rules } from '../domain/rules.ts';
import { commitDecision } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { promisedDue } from './promised-due.ts';
import { collectWords } from './words.ts';

export type NewTarget =
  | { hours: number }
  | { date: LocalDate; time?: string | undefined }
  | { kind: TicketKind; criticality: Criticality | null };

export type SetTarget = {
  requestId: string;
  id: TicketId;
  seenVersion: number;
  target: NewTarget;
  text?: string | undefined;
};

export function setTarget(deps: Deps, caller: StaffCaller, input: SetTarget): Promise<Done | Refused> {
  const { requestId, id, seenVersion, target, text } = input;
  const words = collectWords(deps.newId);
  const said = words.maybe(text);
  return commitDecision(
    deps,
    caller,
    { id, requestId, seenVersion, content: { target, text, id } },
    {
      decide(ticket, context) {
        const act = actOf(target, said, context.rules);
        return 'refusal' in act ? act : decide(ticket, act, context);
      },
      words: words.all,
      files: [],
    },
  );
}

/** The act that sets it, for doing it and for showing beforehand what it would do. */
export function actOf(target: NewTarget, words: WordsId | null, { workingTime }: Rules): TicketAct | Refused {
  if ('hours' in target) return { act: 'estimate', hours: target.hours, words };
  if ('kind' in target) {
    return { act: 'correct', kind: target.kind, criticality: target.criticality, words };
  }
  const due = promisedDue(workingTime, target.date, target.time);
  return 'refusal' in due ? due : { act: 'promise', dueAt: due.dueAt, words };
}
