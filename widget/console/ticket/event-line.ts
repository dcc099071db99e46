/** What happened, in one line: the status it came to or the thing that changed, then what that did to the clock. */
import { MOVE_OF } from '../../../shared/ticket.ts';
import type { EntryView, StaffTicketView } from '../../client/api.ts';
import { sayDate } from '../parts/local-date.ts';
import { moneyOf } from '../parts/money.ts';
import type { GlyphName } from '../parts/icons.ts';
import { now } from '../now.ts';
import { secondLineLine } from '../second-line/second-line-line.ts';
import { time, words } from '../words.ts';
import { sayReason } from './routing-reason.ts';

export type EventLine = { glyph: GlyphName; strong: string; rest: string };
type Story = Pick<StaffTicketView, 'entries' | 'completion'>;

/** How long the clock had stood: from the entry that brought the ticket where it waited. */
const stoodBefore = (entries: readonly EntryView[], entry: EntryView): number | null => {
  const into = entries.findLast(
    (each) => each.seq < entry.seq && each.to === entry.from && each.from !== null,
  );
  return into ? entry.at - into.at : null;
};

const clockEffect = (entry: EntryView, { entries, completion }: Story): string => {
  const { event } = words().ticket;
  if (entry.act === 'reopen') return event.newCycle;
  if (completion.unit === 'none' || completion.unit === 'promised') return '';
  if (!entry.from || !entry.to || entry.to === 'closed') return '';
  if (MOVE_OF[entry.to] === 'client') return event.stands;
  if (MOVE_OF[entry.from] !== 'client') return '';
  const stood = stoodBefore(entries, entry);
  return stood === null ? '' : event.runsAgain(time().leftOf(stood));
};

const sentences = (...parts: string[]): string => parts.filter(Boolean).join('. ');

const movedLine = (entry: EntryView, story: Story, zone: string): EventLine | null => {
  const { event, onBehalf } = words().ticket;
  const { act, to, detail } = entry;
  if (!act || !to) return null;
  const simple = event[act as keyof typeof event];
  let what = typeof simple === 'string' ? simple : '';
  if (detail?.of === 'bill') what = event.bill(detail.invoice.number, moneyOf(detail.invoice.sumKopecks));
  if (detail?.of === 'paid') what = event.paid(sayDate(detail.paidOn, zone));
  if (detail?.of === 'close') {
    const byClient = act === 'confirm' || act === 'withdraw' || act === 'silence';
    what = byClient ? what : event.close(words().resolution[detail.resolution]);
    if (detail.onBehalf) what += `, ${onBehalf}`;
  }
  const rest = sentences(what, clockEffect(entry, story));
  return { glyph: to, strong: words().status[to], rest: rest && `, ${rest}` };
};

const dueChange = (oldDueAt: number | null, newDueAt: number | null, zone: string): string => {
  const { event } = words().ticket;
  if (newDueAt === null || oldDueAt === newDueAt) return '';
  const say = (at: number) => time().shortDue(at, now(), zone);
  return oldDueAt === null ? event.dueSet(say(newDueAt)) : event.dueMoved(say(oldDueAt), say(newDueAt));
};

type RulesChange = Extract<NonNullable<EntryView['detail']>, { of: 'rules' }>;

const rulesLine = (change: RulesChange, zone: string): EventLine => {
  const { event } = words().ticket;
  const { oldReactionDueAt, newReactionDueAt } = change;
  const say = (at: number | null) => (at === null ? '–' : time().shortDue(at, now(), zone));
  const reaction =
    oldReactionDueAt === newReactionDueAt
      ? ''
      : event.reactionMoved(say(oldReactionDueAt), say(newReactionDueAt));
  const moved = [reaction, dueChange(change.oldDueAt, change.newDueAt, zone)].filter(Boolean);
  return {
    glyph: 'clock',
    strong: event.rules(change.from, change.to, change.orderedBy),
    rest: moved.length > 0 ? `, ${moved.join(', ')}` : `, ${event.dueSame}`,
  };
};

export const eventLine = (entry: EntryView, story: Story, zone: string): EventLine | null => {
  const { ticket, kind, criticality } = words();
  const { event, hoursLength } = ticket;
  const { detail } = entry;
  const withDue = (glyph: GlyphName, strong: string, from: number | null, to: number | null): EventLine => {
    const due = dueChange(from, to, zone);
    return { glyph, strong, rest: due && `, ${due}` };
  };
  switch (detail?.of) {
    case 'assign': {
      const { reason } = detail;
      const strong = detail.to === null ? event.unassign : event.assign(detail.to);
      return { glyph: 'person', strong, rest: reason.code === 'by_staff' ? '' : `. ${sayReason(reason)}` };
    }
    case 'estimate':
      return withDue('clock', event.estimate(hoursLength(detail.hours)), detail.oldDueAt, detail.newDueAt);
    case 'promise': {
      const day = time().shortDue(detail.dueAt, now(), zone);
      return { glyph: 'clock', strong: event.promise(day), rest: '' };
    }
    case 'correct': {
      const crit = (each: typeof detail.criticality) => (each ? criticality[each] : event.noCriticality);
      const changes = [
        detail.kind === detail.oldKind ? '' : event.correctKind(kind[detail.oldKind], kind[detail.kind]),
        detail.criticality === detail.oldCriticality
          ? ''
          : event.correctCriticality(crit(detail.oldCriticality), crit(detail.criticality)),
      ];
      return withDue('edit', changes.filter(Boolean).join('. '), detail.oldDueAt, detail.newDueAt);
    }
    case 'rate':
      return { glyph: 'star', strong: event.rate(detail.stars), rest: '' };
    case 'rules':
      return rulesLine(detail, zone);
    case 'remind':
      return { glyph: detail.what, strong: event.reminded[detail.what], rest: '' };
    case 'warned':
    case 'breached': {
      const at = detail.dueAt === null ? null : time().shortDue(detail.dueAt, now(), zone);
      const which = words().clock[detail.clock];
      if (detail.of === 'warned') return { glyph: 'clock', strong: event.warned(which, at), rest: '' };
      return { glyph: 'alert', strong: event.breached(which, at ?? ''), rest: '' };
    }
    default:
      return secondLineLine(entry) ?? movedLine(entry, story, zone);
  }
};
