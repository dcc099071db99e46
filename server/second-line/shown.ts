/**
 * What of a ticket leaves for a department, and nothing else does: its number and title, whose it is, the questions, and
 * what of the conversation staff chose to show. The same on the page, in Mattermost, in a mail, and in the preview.
 */
import type { Instant } from '../../shared/instant.ts';
import type { TicketKind } from '../../shared/ticket.ts';
import type { Deps } from '../deps.ts';
import type { Topic } from '../domain/regulation.ts';
import { escalationClock, topicOf } from '../domain/second-line/escalation-clock.ts';
import type { EscalationClock } from '../domain/second-line/escalation-clock.ts';
import { stateOf } from '../domain/second-line/escalation.ts';
import type { Escalation, EscalationState } from '../domain/second-line/escalation.ts';
import type { EventBody, FileId, TicketEvent } from '../domain/ticket/event.ts';
import type { LoadedTicket } from '../store/change.ts';
import type { StoredFile } from '../store/files.ts';
import { holderNames } from './holders.ts';

type Names = { ru: string; en: string };

export type Said = {
  seq: number;
  at: Instant;
  side: 'client' | 'desk' | 'department';
  /** Of a person; empty for the desk itself. */
  name: string;
  text: string;
  files: readonly StoredFile[];
};

export type Shown = {
  escalationId: string;
  ticketId: string;
  number: number;
  kind: TicketKind;
  title: string;
  licensee: string;
  topic: Topic;
  topicName: Names;
  /** The accountable one first. */
  departments: readonly Names[];
  clock: EscalationClock;
  state: EscalationState;
  takenBy: string | null;
  /** The first, and later ones. */
  questions: readonly Said[];
  conversation: readonly Said[];
  answers: readonly (Said & { inSubstance: boolean; unverified: boolean })[];
  timeZone: string;
};

type Some = Pick<Deps, 'store' | 'ruleBook'> & { at: Instant };

export async function shownOf(deps: Some, loaded: LoadedTicket, escalation: Escalation): Promise<Shown> {
  const { store, ruleBook, at } = deps;
  const { ticket, events, words } = loaded;
  const rules = ruleBook().of(escalation.regulationVersion);
  const topic = topicOf(rules, escalation.topic);
  const say = await sayer(deps, loaded);
  const own = events.filter(({ body }) => 'escalationId' in body && body.escalationId === escalation.id);
  const { taken } = escalation;
  const licensee = await store.licensees.get(ticket.licenseeId);
  const names = await holderNames(store);
  return {
    escalationId: escalation.id,
    ticketId: ticket.id,
    number: ticket.number,
    kind: ticket.kind,
    title: words.get(ticket.title) ?? '',
    licensee: licensee?.name ?? '',
    topic: escalation.topic,
    topicName: topic.name,
    departments: topic.departments,
    clock: escalationClock(escalation, rules, at),
    state: stateOf(escalation),
    takenBy: taken && ((taken.name !== null && words.get(taken.name)) || (names.get(taken.by) ?? '')),
    questions: own
      .filter(({ body }) => body.type === 'escalated' || body.type === 'escalation_asked')
      .map((event) => say(event)),
    conversation: events
      .filter(({ seq }) => escalation.shown.entries.includes(seq))
      .map((event) => say(event, escalation.shown.files)),
    answers: own.flatMap((event) =>
      event.body.type === 'escalation_answered'
        ? [
            {
              ...say(event),
              inSubstance: event.body.inSubstance,
              unverified: event.body.unverified ?? false,
            },
          ]
        : [],
    ),
    timeZone: rules.regulation.desk.timeZone,
  };
}

/** Every file that a reader of the page may open. */
export const filesOf = ({ questions, conversation, answers }: Shown): StoredFile[] =>
  [...questions, ...conversation, ...answers].flatMap(({ files }) => files);

/** What was said, as a department would see it. */
export async function conversationOf(
  deps: Some,
  loaded: LoadedTicket,
  isWanted: (event: TicketEvent) => boolean,
): Promise<Said[]> {
  const say = await sayer(deps, loaded);
  return loaded.events.filter(isWanted).map((event) => say(event));
}

/** `only`: of an entry's files those that were chosen. */
async function sayer(
  { store }: Some,
  { ticket, events, words }: LoadedTicket,
): Promise<(event: TicketEvent, only?: readonly FileId[]) => Said> {
  const files = new Map((await store.files.ofTicket(ticket.id)).map((file) => [file.id, file]));
  const clients = events.flatMap(({ by }) => (by.side === 'client' ? [by.id] : []));
  const people = await store.people.of(clients);
  const staff = new Map((await store.staff.all()).map(({ id, name }) => [id, name]));
  const departments = await holderNames(store);
  return ({ seq, at, by, body }, only) => {
    const own = 'name' in body && body.name !== null ? words.get(body.name) : undefined;
    const name =
      by.side === 'desk'
        ? ''
        : by.side === 'client'
          ? (people.get(by.id)?.name ?? '')
          : by.side === 'staff'
            ? (staff.get(by.id) ?? '')
            : (own ?? departments.get(by.id) ?? '');
    return {
      seq,
      at,
      side: by.side === 'client' || by.side === 'department' ? by.side : 'desk',
      name,
      text: textsOf(body)
        .map((id) => words.get(id) ?? '')
        .filter(Boolean)
        .join('\n\n'),
      files: filesIn(body).flatMap((id) => {
        const file = only === undefined || only.includes(id) ? files.get(id) : undefined;
        return file ? [file] : [];
      }),
    };
  };
}

function textsOf(body: EventBody): string[] {
  if (body.type === 'submitted') return body.fields.map(({ words }) => words);
  return 'words' in body && body.words !== null ? [body.words] : [];
}

function filesIn(body: EventBody): readonly FileId[] {
  const files = 'files' in body ? body.files : [];
  return body.type === 'moved' && body.invoice ? [...files, body.invoice.fileId] : files;
}
