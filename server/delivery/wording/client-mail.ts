/**
 * Mails to clients: only to an address that the licensee has vouched for, only while they still say what is so, within
 * the day's budget. News can be unsubscribed from; what waits for the client is always written.
 */
import { DAY } from '../../../shared/duration.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { NoticeKind } from '../../domain/notices/notice.ts';
import type { Rules } from '../../domain/rules.ts';
import { clocksOf } from '../../domain/sla/ticket-clocks.ts';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import { wordsAreForStaff } from '../../domain/ticket/for-staff.ts';
import { currentCycle } from '../../domain/ticket/ticket.ts';
import { reopenUntil, silenceOf } from '../../domain/ticket/windows.ts';
import type { LoadedTicket } from '../../store/change.ts';
import type { StoredNotice } from '../../store/outbox.ts';
import type { Person } from '../../store/people.ts';
import { oneLine } from '../one-line.ts';
import type { EmailMessage, Worded, WordingDeps } from '../outgoing.ts';
import { CLIENT_WORDS, MONEY, type ClientMailWords } from './client-words.ts';
import { saidAt, saidDay } from './local-time.ts';
import { mayMail } from './mail-budget.ts';
import { pageOf, ratingLink, unsubscribeLink } from './mail-links.ts';
import { laidOut, type MailBody } from './mail-layout.ts';
import { TICKET_WORDS } from './ticket-words.ts';

const CLIENT_KINDS = [
  'received',
  'answered',
  'information_needed',
  'invoice',
  'please_check',
  'reminder',
  'closed',
] as const satisfies readonly NoticeKind[];
export type ClientKind = (typeof CLIENT_KINDS)[number];

/** The client has the move: wanting no mail does not stop these. */
const OF_THEIR_MOVE: readonly ClientKind[] = ['information_needed', 'invoice', 'please_check', 'reminder'];

/** News older than this are none. */
const STALE_AFTER = 3 * DAY;
const LONGEST_TITLE = 120;

type About = {
  kind: ClientKind;
  loaded: LoadedTicket;
  person: Person & { email: string };
  event: TicketEvent;
  language: Language;
  words: ClientMailWords;
  rules: Rules;
  say(at: Instant): string;
};

export const clientMail: Worded = async (deps, notice) => {
  const about = await aboutOf(deps, notice);
  if (!about || !isStillSo(about, deps.at)) return 'skip';
  const { person, loaded, kind } = about;
  const { wantsMail } = await deps.store.mail.wishesOf(person.id);
  if (!wantsMail && !OF_THEIR_MOVE.includes(kind)) return 'skip';
  const { ticket } = loaded;
  const mailing = { noticeId: notice.id, personId: person.id, siteId: ticket.siteId, at: deps.at };
  if (!(await mayMail(deps.store, mailing))) return 'skip';
  return [await mailOf(deps, about)];
};

async function aboutOf(
  { store, ruleBook }: WordingDeps,
  { kind, to, ticketId, seq }: StoredNotice,
): Promise<About | null> {
  const of = CLIENT_KINDS.find((each) => each === kind);
  if (!of || to.side !== 'client' || ticketId === null) throw new Error(`${kind} is no mail to a client`);
  const loaded = await store.tickets.load(ticketId);
  const person = await store.people.get(to.personId);
  const event = loaded?.events.find((each) => each.seq === seq);
  if (!loaded || !event || !person) return null;
  // Typed in by whoever: not even that there is a ticket is anybody's business there.
  if (person.anonymous || !person.emailVerified || person.email === null) return null;
  const rules = ruleBook().of(currentCycle(loaded.ticket).regulationVersion);
  const language = (await store.mail.wishesOf(person.id)).language ?? 'ru';
  const { timeZone } = ruleBook().current.regulation.desk;
  return {
    kind: of,
    loaded,
    person: { ...person, email: person.email },
    event,
    language,
    words: CLIENT_WORDS[language],
    rules,
    say: (at) => saidAt(at, timeZone, language),
  };
}

function isStillSo({ kind, loaded: { ticket }, event }: About, at: Instant): boolean {
  const since = ticket.statusSince === event.at;
  switch (kind) {
    case 'information_needed':
      return ticket.status === 'info_required' && since;
    case 'invoice':
      return ticket.status === 'payment' && since;
    case 'please_check':
      return ticket.status === 'verification' && since;
    case 'reminder':
      return ticket.remindedAt === event.at;
    case 'closed':
      return ticket.status === 'closed' && since && at - event.at < STALE_AFTER;
    case 'received':
      return ticket.status !== 'closed' && at - event.at < STALE_AFTER;
    case 'answered':
      return at - event.at < STALE_AFTER;
  }
}

async function mailOf(deps: WordingDeps, about: About): Promise<EmailMessage> {
  const { kind, loaded, person, language, words } = about;
  const { ticket } = loaded;
  const title = titleOf(loaded);
  const page = await pageOf(deps, loaded);
  const isMove = OF_THEIR_MOVE.includes(kind);
  const unsubscribe = isMove ? null : await unsubscribeLink(deps, person.id);
  const stars =
    kind === 'closed' ? await ratingLink(deps, { ticket, personId: person.id, rules: about.rules }) : null;
  const said = saidOf(about, deps.at);
  const body: MailBody = {
    language,
    about: words.about(ticket.number, title),
    heading: said.heading,
    lines: said.lines,
    quote: await quoteOf(deps, about),
    facts: factsOf(about, deps.at),
    stars: stars && {
      label: words.rate,
      href: (star) => (star === 0 ? stars.href : `${stars.href}?stars=${star}`),
    },
    button: page === null ? null : { label: isMove ? words.openAndAnswer : words.open, href: page },
    foot: [
      words.why,
      words.notHere,
      ...(unsubscribe ? [{ label: words.unsubscribe, href: unsubscribe.href }] : [words.ofMove]),
    ],
  };
  return {
    channel: 'email',
    to: { name: person.name ?? '', address: person.email },
    language,
    subject: words.subject(ticket.number, title),
    ...laidOut(body),
    thread: `ticket:${ticket.id}`,
    autoSubmitted: kind === 'received' ? 'auto-replied' : 'auto-generated',
    ...(unsubscribe ? { unsubscribe } : {}),
  };
}

function saidOf(about: About, at: Instant): { heading: string; lines: readonly string[] } {
  const { kind, loaded, words, rules, say, event, language } = about;
  const { ticket } = loaded;
  const closeAt = silenceOf(ticket, rules)?.closeAt ?? null;
  const said = (instant: Instant | null) => (instant === null ? null : say(instant));
  switch (kind) {
    case 'received': {
      const { reaction } = clocksOf(ticket, rules, Math.max(at, ticket.updatedAt));
      const due = reaction.endedAt === null ? said(reaction.dueAt) : null;
      return ticket.registeredBy === null ? words.received(due) : words.registered(due);
    }
    case 'answered':
    case 'information_needed':
      return words[kind];
    case 'invoice': {
      const { invoice } = ticket;
      if (!invoice) throw new Error(`ticket ${ticket.id} stands in payment without an invoice`);
      const payBy = invoice.payBy === undefined ? null : saidDay(invoice.payBy, language);
      return words.invoice(oneLine(invoice.number), MONEY[language](invoice.sum), payBy);
    }
    case 'please_check':
      return words.please_check(said(closeAt));
    case 'reminder': {
      if (event.body.type !== 'reminded') throw new Error('a reminder comes of a reminder');
      const { heading, lines } = words.reminder[event.body.of];
      return { heading, lines: closeAt === null ? lines : [...lines, words.reminderCloses(say(closeAt))] };
    }
    case 'closed': {
      const { resolution } = currentCycle(ticket);
      if (!resolution) throw new Error(`ticket ${ticket.id} is closed without a resolution`);
      return words.closed(TICKET_WORDS[language].closedAs[resolution], said(reopenUntil(ticket, rules)));
    }
  }
}

/** What a colleague wrote with it: never what is for staff alone. */
async function quoteOf({ store }: WordingDeps, { event, loaded, words }: About): Promise<MailBody['quote']> {
  const { body, by } = event;
  if (by.side !== 'staff' || !('words' in body) || body.words === null || wordsAreForStaff(body)) return null;
  const text = loaded.words.get(body.words);
  if (text === undefined) return null;
  const member = await store.staff.get(by.id);
  return { by: words.wrote(member?.name ?? words.desk), text };
}

function factsOf({ kind, loaded, rules, language, words, say }: About, at: Instant): [string, string][] {
  const { ticket } = loaded;
  const facts: [string, string][] = [[words.status, TICKET_WORDS[language].status[ticket.status]]];
  // Closed, it has no due time; received, the due time is what the mail is about.
  if (ticket.status === 'closed' || kind === 'received') return facts;
  const { reaction, completion } = clocksOf(ticket, rules, Math.max(at, ticket.updatedAt));
  const next = reaction.endedAt === null ? reaction : completion;
  if (next.dueAt !== null) facts.push([words.dueBy[next.clock], say(next.dueAt)]);
  else if (next.pausedSince !== null) facts.push(words.stands);
  return facts;
}

const titleOf = ({ ticket, words }: LoadedTicket): string => {
  const title = oneLine(words.get(ticket.title) ?? '');
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).toWellFormed()}…`;
};
