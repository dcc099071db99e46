/** R15: a department is reminded at half and at the end of its time, the managers hear of it after. Each once, in the story. */
import type { Deps } from '../../deps.ts';
import { decideEscalation, remindersDue } from '../../domain/second-line/decide-escalation.ts';
import { inTurns } from '../../in-turns.ts';
import { commitDecision } from '../commit-decision.ts';

/** Gives how many reminders went out. */
export async function remindDepartments(deps: Deps): Promise<number> {
  let reminded = 0;
  const rulesOf = (version: string) => deps.ruleBook().of(version);
  for await (const { ticketId, escalationId } of inTurns(await deps.store.secondLine.open('awaits'))) {
    const loaded = await deps.store.tickets.load(ticketId);
    const escalation = loaded?.ticket.escalations.find(({ id }) => id === escalationId);
    if (!escalation) continue;
    const rules = rulesOf(escalation.regulationVersion);
    const due = remindersDue(escalation, { at: deps.now(), by: { side: 'desk' }, rules });
    for (const stage of due) {
      const act = { act: 'remind_department' as const, escalationId, stage };
      const done = await commitDecision(
        deps,
        { side: 'desk' },
        { id: ticketId, requestId: null, seenVersion: null, content: null },
        {
          decide: (ticket, context) => decideEscalation(ticket, act, { ...context, rulesOf }),
          words: [],
          files: [],
        },
      );
      if (!('refusal' in done)) reminded += 1;
    }
  }
  return reminded;
}
