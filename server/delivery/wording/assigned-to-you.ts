/** To staff: a ticket is theirs now. */
import type { Language } from '../../../shared/ticket.ts';
import type { Worded } from '../outgoing.ts';
import { escaped } from './escaped.ts';

const WORDS = {
  ru: {
    subject: (number: number, title: string) => `№ ${number} ваше: ${title}`,
    text: (number: number) => `Обращение № ${number} назначено вам.`,
    open: 'Открыть',
  },
  en: {
    subject: (number: number, title: string) => `No. ${number} is yours: ${title}`,
    text: (number: number) => `Ticket No. ${number} has been assigned to you.`,
    open: 'Open',
  },
} as const satisfies Record<Language, unknown>;

export const assignedToYou: Worded = async ({ store, baseUrl }, { to, ticketId }) => {
  if (to.side !== 'staff' || ticketId === null)
    throw new Error('assigned_to_you needs a member and a ticket');
  const [loaded, member] = [await store.tickets.load(ticketId), await store.staff.get(to.staffId)];
  // Somebody else's by now, or nobody's who works here.
  if (!loaded || loaded.ticket.assignee !== to.staffId || !member || member.disabled) return 'skip';
  const { number, title } = loaded.ticket;
  const words = WORDS.ru;
  const link = new URL(`/admin/tickets/${ticketId}`, baseUrl).href;
  const text = words.text(number);
  return [
    {
      channel: 'email',
      to: { name: member.name, address: member.email },
      language: 'ru',
      subject: words.subject(number, loaded.words.get(title) ?? ''),
      text: `${text}\n\n${link}\n`,
      html: `<p>${escaped(text)}</p><p><a href="${escaped(link)}">${words.open}</a></p>`,
      thread: `ticket:${ticketId}`,
      autoSubmitted: 'auto-generated',
    },
  ];
};
