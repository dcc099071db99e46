/** What the console shows of the second line: the questions of a ticket, all that are open, and where departments are reached. */
import type { Instant } from '../../../shared/instant.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { Deps } from '../../deps.ts';
import type { SecondLineChannel, Topic } from '../../domain/regulation.ts';
import { showableOf } from '../../domain/second-line/decide-escalation.ts';
import { departmentKey, topicOf } from '../../domain/second-line/escalation-clock.ts';
import type { EscalationClock } from '../../domain/second-line/escalation-clock.ts';
import { escalationLedger } from '../../domain/second-line/escalation-ledger.ts';
import type { EscalationLedger } from '../../domain/second-line/escalation-ledger.ts';
import type { Escalation, EscalationState } from '../../domain/second-line/escalation.ts';
import type { FaultCode } from '../../../shared/delivery-fault.ts';
import { addWorkingDays } from '../../domain/working-time/working-time.ts';
import type { Rules } from '../../domain/rules.ts';
import { conversationOf, shownOf } from '../../second-line/shown.ts';
import type { Said } from '../../second-line/shown.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { DepartmentChannel } from '../../store/second-line.ts';
import type { FileView } from '../view.ts';
import { fileView } from './entries.ts';

export type Names = { ru: string; en: string };

export type SaidView = Omit<Said, 'files'> & { files: readonly FileView[] };

export type TopicView = {
  topic: Topic;
  name: Names;
  /** The accountable one first. */
  departments: readonly Names[];
  workingDays: number;
  /** If it were asked now. */
  dueAt: Instant;
  /** Every one of them is used; `ready`: where to is set. */
  channels: readonly { channel: SecondLineChannel; ready: boolean }[];
};

export type EscalationView = {
  id: string;
  topic: Topic;
  topicName: Names;
  departments: readonly Names[];
  channels: readonly SecondLineChannel[];
  state: EscalationState;
  clock: EscalationClock;
  ledger: EscalationLedger;
  takenBy: string | null;
  questions: readonly SaidView[];
  shown: { entries: number; files: number };
  answers: readonly (SaidView & { inSubstance: boolean; unverified: boolean })[];
};

export type TicketSecondLine = {
  version: number;
  escalations: readonly EscalationView[];
  /** What of the conversation may be shown to a department. */
  showable: readonly SaidView[];
  title: string;
  licensee: string;
};

export type OpenEscalationRow = Pick<
  EscalationView,
  'id' | 'topic' | 'topicName' | 'departments' | 'state' | 'clock' | 'takenBy'
> & { ticketId: string; number: number; title: string; licensee: string; question: string };

export type DepartmentView = {
  key: string;
  name: Names;
  topics: readonly {
    topic: Topic;
    name: Names;
    channels: readonly SecondLineChannel[];
    workingDays: number;
  }[];
  channels: readonly {
    id: string;
    kind: DepartmentChannel['kind'];
    /** Of a webhook only its host. */
    target: string;
    language: Language;
  }[];
  members: readonly {
    id: string;
    name: string;
    mattermostUserId: string | null;
    email: string | null;
    disabled: boolean;
  }[];
};

export type SecondLineSettings = {
  departments: readonly DepartmentView[];
  /** What the server can send by at all. */
  configured: { email: boolean; mattermost: boolean };
};

export type TestOutcome = {
  state: 'waiting' | 'sent' | 'skipped' | 'given_up';
  fault: { code: FaultCode; text: string } | null;
};

const saidView = <T extends Said>(said: T): Omit<T, 'files'> & { files: FileView[] } => ({
  ...said,
  files: said.files.map(fileView),
});

type Some = Pick<Deps, 'store' | 'ruleBook'> & { at: Instant };

export async function escalationView(
  deps: Some,
  loaded: LoadedTicket,
  escalation: Escalation,
): Promise<EscalationView> {
  const shown = await shownOf(deps, loaded, escalation);
  const { topic, topicName, departments, clock, state, takenBy } = shown;
  return {
    id: escalation.id,
    topic,
    topicName,
    departments,
    channels: escalation.channels,
    state,
    clock,
    ledger: escalationLedger(escalation, deps.ruleBook().of(escalation.regulationVersion), deps.at),
    takenBy,
    questions: shown.questions.map(saidView),
    shown: { entries: escalation.shown.entries.length, files: escalation.shown.files.length },
    answers: shown.answers.map(saidView),
  };
}

export async function ticketSecondLine(deps: Some, loaded: LoadedTicket): Promise<TicketSecondLine> {
  const { ticket, events, words } = loaded;
  const escalations: EscalationView[] = [];
  for (const each of ticket.escalations) escalations.push(await escalationView(deps, loaded, each));
  const seqs = new Set(showableOf(events).map(({ seq }) => seq));
  const said = await conversationOf(deps, loaded, (event) => seqs.has(event.seq));
  const licensee = await deps.store.licensees.get(ticket.licenseeId);
  return {
    version: ticket.version,
    escalations,
    showable: said.map(saidView),
    title: words.get(ticket.title) ?? '',
    licensee: licensee?.name ?? '',
  };
}

/** By when they are due; those that wait for nothing any more come last. */
export async function openEscalations(deps: Some): Promise<OpenEscalationRow[]> {
  const rows: OpenEscalationRow[] = [];
  for (const { ticketId, escalationId } of await deps.store.secondLine.open('all')) {
    const loaded = await deps.store.tickets.load(ticketId);
    const escalation = loaded?.ticket.escalations.find(({ id }) => id === escalationId);
    if (!loaded || !escalation || escalation.ended) continue;
    const { id, topic, topicName, departments, state, clock, takenBy, questions } = await escalationView(
      deps,
      loaded,
      escalation,
    );
    const licensee = await deps.store.licensees.get(loaded.ticket.licenseeId);
    rows.push({
      id,
      topic,
      topicName,
      departments,
      state,
      clock,
      takenBy,
      ticketId,
      number: loaded.ticket.number,
      title: loaded.words.get(loaded.ticket.title) ?? '',
      licensee: licensee?.name ?? '',
      question: questions.at(-1)?.text ?? '',
    });
  }
  const isOver = ({ clock }: OpenEscalationRow) => (clock.endedAt === null ? 0 : 1);
  return rows.sort((a, b) => isOver(a) - isOver(b) || a.clock.dueAt - b.clock.dueAt);
}

export async function topicViews({ store, ruleBook, at }: Some): Promise<TopicView[]> {
  const rules = ruleBook().current;
  const channels = await store.secondLine.channels();
  return rules.regulation.secondLine.map(({ topic }) => topicView(rules, topic, { channels, at }));
}

function topicView(
  rules: Rules,
  key: Topic,
  { channels, at }: { channels: readonly DepartmentChannel[]; at: Instant },
): TopicView {
  const { topic, name, departments, reactionWorkingDays, channels: used } = topicOf(rules, key);
  const keys = departments.map(departmentKey);
  return {
    topic,
    name,
    departments,
    workingDays: reactionWorkingDays,
    dueAt: addWorkingDays(rules.workingTime, at, reactionWorkingDays),
    channels: used.map((channel) => ({
      channel,
      ready: channels.some((each) => keys.includes(each.department) && each.kind.startsWith(channel)),
    })),
  };
}

export async function departmentViews({ store, ruleBook }: Some): Promise<DepartmentView[]> {
  const { secondLine } = ruleBook().current.regulation;
  const reached = await store.secondLine.channels();
  const members = await store.secondLine.members();
  const departments = new Map(
    secondLine.flatMap((topic) => topic.departments.map((each) => [departmentKey(each), each] as const)),
  );
  return [...departments].map(([key, called]) => ({
    key,
    name: called,
    topics: secondLine
      .filter((topic) => topic.departments.some((each) => departmentKey(each) === key))
      .map(({ topic, name, channels, reactionWorkingDays: workingDays }) => ({
        topic,
        name,
        channels,
        workingDays,
      })),
    channels: reached
      .filter(({ department }) => department === key)
      .map(({ id, kind, target, language }) => ({ id, kind, target, language })),
    members: members
      .filter(({ department }) => department === key)
      .map(({ id, name, mattermostUserId, email, disabled }) => ({
        id,
        name,
        mattermostUserId,
        email,
        disabled,
      })),
  }));
}
