/** What may be done about a question to the second line, by whom and when: events, or a refusal. Pure, as `decide` is. */
import type { SecondLineAct } from '../../../shared/second-line.ts';
import type { Topic } from '../regulation.ts';
import type { Rules } from '../rules.ts';
import type { Decision, DecideContext } from '../ticket/decision.ts';
import type { FileId, TicketEvent, WordsId } from '../ticket/event.ts';
import { evolve } from '../ticket/evolve.ts';
import { isForStaff, wordsAreForStaff } from '../ticket/for-staff.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { escalationClock } from './escalation-clock.ts';
import { awaitsDepartment, firstAnswer, stateOf } from './escalation.ts';
import type { Escalation } from './escalation.ts';
import type { EscalationBody, EscalationId, ReminderStage } from './event.ts';

export type EscalationAct =
  | {
      act: 'escalate';
      escalationId: EscalationId;
      topic: Topic;
      words: WordsId;
      files: readonly FileId[];
      shown: { entries: readonly number[]; files: readonly FileId[] };
    }
  | { act: 'ask_department'; escalationId: EscalationId; words: WordsId; files: readonly FileId[] }
  | { act: 'take'; escalationId: EscalationId; name: WordsId | null }
  | {
      act: 'answer_desk';
      escalationId: EscalationId;
      words: WordsId | null;
      files: readonly FileId[];
      inSubstance: boolean;
      unverified?: boolean;
      name: WordsId | null;
    }
  | { act: 'hand_back'; escalationId: EscalationId; words: WordsId; name: WordsId | null }
  | { act: 'close_escalation'; escalationId: EscalationId; words: WordsId | null }
  | { act: 'remind_department'; escalationId: EscalationId; stage: ReminderStage };

type BodyOrRefusal = EscalationBody | Extract<Decision, { refusal: unknown }>;

type Context = DecideContext & {
  /** Of it may be shown to a department. */
  story?: readonly TicketEvent[];
  /** An escalation keeps the rules it was asked under. */
  rulesOf?(version: string): Rules;
};

export function decideEscalation(ticket: Ticket, act: EscalationAct, context: Context): Decision {
  const body = bodyOf(ticket, act, context);
  if ('refusal' in body) return body;
  const event: TicketEvent = { seq: ticket.version + 1, at: context.at, by: context.by, body };
  return { events: [event], ticket: evolve(ticket, event, ticket.id) };
}

function bodyOf(ticket: Ticket, act: EscalationAct, context: Context): BodyOrRefusal {
  const { side } = context.by;
  const no = { refusal: { code: 'act_not_allowed', act: act.act, status: ticket.status } } as const;
  if (act.act === 'escalate') {
    if (side !== 'staff' || ticket.status === 'closed') return no;
    return escalated(ticket, act, context);
  }
  const escalation = ticket.escalations.find(({ id }) => id === act.escalationId);
  if (!escalation) return { refusal: { code: 'not_found' } };
  if (!MAY[act.act].includes(side) || escalation.ended) return no;
  switch (act.act) {
    case 'ask_department':
      return { type: 'escalation_asked', escalationId: act.escalationId, words: act.words, files: act.files };
    case 'take':
      // Whoever was first has it; to say so to the second is not to take it from the first.
      return escalation.taken
        ? no
        : { type: 'escalation_taken', escalationId: act.escalationId, name: act.name };
    case 'answer_desk':
      if (act.words === null && act.files.length === 0)
        return { refusal: { code: 'act_needs', act: act.act, needs: 'answer_or_file' } };
      return {
        type: 'escalation_answered',
        escalationId: act.escalationId,
        words: act.words,
        files: act.files,
        inSubstance: act.inSubstance && !act.unverified,
        ...(act.unverified && { unverified: true }),
        name: act.name,
      };
    case 'hand_back':
      // What has been answered was theirs.
      if (firstAnswer(escalation)) return no;
      return {
        type: 'escalation_handed_back',
        escalationId: act.escalationId,
        words: act.words,
        name: act.name,
      };
    case 'close_escalation':
      return { type: 'escalation_closed', escalationId: act.escalationId, words: act.words };
    case 'remind_department':
      return remindersDue(escalation, context).includes(act.stage)
        ? { type: 'escalation_reminded', escalationId: act.escalationId, stage: act.stage }
        : no;
  }
}

const MAY = {
  ask_department: ['staff'],
  take: ['department'],
  answer_desk: ['department'],
  hand_back: ['department'],
  close_escalation: ['staff'],
  remind_department: ['desk'],
} as const satisfies Record<Exclude<SecondLineAct, 'escalate'>, readonly string[]> as Record<
  Exclude<SecondLineAct, 'escalate'>,
  readonly string[]
>;

function escalated(
  ticket: Ticket,
  act: EscalationAct & { act: 'escalate' },
  { rules, newest, story = [] }: Context,
): BodyOrRefusal {
  const { regulation } = newest ?? rules;
  const topic = regulation.secondLine.find((each) => each.topic === act.topic);
  if (!topic) return { refusal: { code: 'field_wrong', field: 'topic', problem: 'not_valid' } };
  const showable = new Map(showableOf(story).map((entry) => [entry.seq, entry.files]));
  const files = new Set([...showable.values()].flat());
  if (!act.shown.entries.every((seq) => showable.has(seq)))
    return { refusal: { code: 'field_wrong', field: 'entries', problem: 'not_valid' } };
  if (!act.shown.files.every((id) => files.has(id)))
    return { refusal: { code: 'field_wrong', field: 'files', problem: 'not_valid' } };
  return {
    type: 'escalated',
    escalationId: act.escalationId,
    topic: act.topic,
    words: act.words,
    files: act.files,
    shown: {
      entries: [...new Set(act.shown.entries)].sort((a, b) => a - b),
      files: [...new Set(act.shown.files)],
    },
    channels: topic.channels,
    regulationVersion: regulation.version,
  };
}

/** What of the story may be shown to a department: what was said between the client and the desk. Staff's notes stay here. */
export function showableOf(story: readonly TicketEvent[]): { seq: number; files: readonly FileId[] }[] {
  return story.flatMap(({ seq, body }) => {
    if (isForStaff(body) || wordsAreForStaff(body)) return [];
    const files = [
      ...('files' in body ? body.files : []),
      ...(body.type === 'moved' && body.invoice ? [body.invoice.fileId] : []),
    ];
    const says = body.type === 'submitted' || ('words' in body && body.words !== null) || files.length > 0;
    return says ? [{ seq, files }] : [];
  });
}

/**
 * What is to be said now, each once. Half of the time is not spoken of when all of it has passed: after a standstill only
 * what is still so is said.
 */
export function remindersDue(
  escalation: Escalation,
  { at, rules, newest, rulesOf }: Context,
): ReminderStage[] {
  const state = stateOf(escalation);
  if (state !== 'waiting' && state !== 'taken') return [];
  if (!awaitsDepartment(escalation)) return [];
  const own = rulesOf?.(escalation.regulationVersion) ?? newest ?? rules;
  const clock = escalationClock(escalation, own, at);
  if (clock.metAt !== null) return [];
  const { half, end, managers } = escalation.reminded;
  const stages: ReminderStage[] = [];
  if (at >= clock.halfAt && at < clock.dueAt && half === undefined) stages.push('half');
  if (at >= clock.dueAt && end === undefined) stages.push('end');
  if (at > clock.dueAt && managers === undefined) stages.push('managers');
  return stages;
}
