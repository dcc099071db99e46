/** A message to people of the desk, each by the way they have set and in their language. */
import { settingOf, usualWay } from '../../domain/notices/staff-way.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { StoredNotice } from '../../store/outbox.ts';
import type { StaffMember } from '../../store/staff.ts';
import type { Store } from '../../store/store.ts';
import { inCode } from '../mattermost-text.ts';
import { oneLine } from '../one-line.ts';
import type { EmailMessage, Outgoing, WordingDeps } from '../outgoing.ts';
import { laidOut } from './mail-layout.ts';

export type StaffSaying = {
  /** Our own words. */
  heading: string;
  lines: readonly string[];
  /** Which ticket, with the client's own words for it. */
  ticket: { number: number; title: string } | null;
  facts?: readonly (readonly [label: string, value: string])[];
  link: { label: string; path: string };
  /** What only a mail has. */
  ofMail?: { lines: readonly string[]; attachments: NonNullable<EmailMessage['attachments']> };
};

/** `say` gives null where this person is to hear nothing. */
export async function toStaff(
  deps: WordingDeps,
  notice: StoredNotice,
  say: (member: StaffMember, language: Language) => StaffSaying | null | Promise<StaffSaying | null>,
): Promise<readonly Outgoing[] | 'skip'> {
  const side = notice.to.side === 'managers' ? 'managers' : 'staff';
  const messages: Outgoing[] = [];
  for (const member of await membersOf(deps.store, notice.to)) {
    const { language, mattermostUser, ways } = await deps.store.staffNotices.of(member.id);
    const wanted = ways[settingOf(notice.kind, side)] ?? usualWay(mattermostUser);
    if (wanted === 'none') continue;
    const saying = await say(member, language);
    if (!saying) continue;
    const byBot = mattermostUser !== null && deps.configured.mattermost;
    // What they chose cannot be sent from here: better by the other way than not at all.
    const way = wanted === 'mattermost' && !byBot ? 'email' : wanted;
    const userId = way === 'mattermost' || (!deps.configured.email && byBot) ? mattermostUser : null;
    messages.push(
      userId === null ? asMail(deps, member, language, saying, notice) : asPost(deps, userId, saying),
    );
  }
  return messages.length === 0 ? 'skip' : messages;
}

async function membersOf(store: Store, to: StoredNotice['to']): Promise<StaffMember[]> {
  if (to.side === 'staff') {
    const member = await store.staff.get(to.staffId);
    return member && !member.disabled ? [member] : [];
  }
  if (to.side !== 'managers') throw new Error(`${to.side} is nobody of the desk`);
  return managersOf(store);
}

/** Where nobody is a manager, administrators are. */
async function managersOf(store: Store): Promise<StaffMember[]> {
  const staff = (await store.staff.all()).filter(({ disabled }) => !disabled);
  const managers = staff.filter(({ role }) => role === 'manager');
  return managers.length > 0 ? managers : staff.filter(({ role }) => role === 'administrator');
}

const WORDS = {
  ru: {
    number: (number: number) => `№ ${number}`,
    settings: 'Что и как сообщать — в консоли, «Мои уведомления»',
  },
  en: {
    number: (number: number) => `No. ${number}`,
    settings: 'What you hear of and how: in the console, “My notices”',
  },
} as const satisfies Record<Language, unknown>;

const hrefOf = ({ baseUrl }: WordingDeps, { link }: StaffSaying) => new URL(link.path, baseUrl).href;

function asMail(
  deps: WordingDeps,
  { name, email }: StaffMember,
  language: Language,
  saying: StaffSaying,
  { ticketId }: StoredNotice,
): Outgoing {
  const { heading, lines, facts = [], ticket, link, ofMail } = saying;
  const words = WORDS[language];
  const title = ticket ? oneLine(ticket.title) : '';
  const about = ticket ? `${words.number(ticket.number)}. ${title}` : '';
  return {
    channel: 'email',
    to: { name, address: email },
    language,
    subject: ticket ? `${words.number(ticket.number)}: ${heading} · ${title}` : heading,
    ...laidOut({
      language,
      about,
      heading,
      lines: [...lines, ...(ofMail?.lines ?? [])],
      facts,
      button: { label: link.label, href: hrefOf(deps, saying) },
      foot: [{ label: words.settings, href: new URL('/admin/my-notices', deps.baseUrl).href }],
    }),
    ...(ticketId === null ? {} : { thread: `ticket:${ticketId}` }),
    autoSubmitted: 'auto-generated',
    ...(ofMail ? { attachments: ofMail.attachments } : {}),
  };
}

function asPost(deps: WordingDeps, userId: string, saying: StaffSaying): Outgoing {
  const { heading, lines, facts = [], ticket, link } = saying;
  const href = hrefOf(deps, saying);
  const message = [
    ticket ? `**${heading}** [№ ${ticket.number}](${href}) ${inCode(ticket.title)}` : `**${heading}**`,
    ...lines,
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(ticket ? [] : [`[${link.label}](${href})`]),
  ].join('\n');
  return { channel: 'mattermost', target: { userId }, message };
}
