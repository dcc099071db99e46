/** A ticket's story, as its reader may see it. */
import type { EventBody, FileId, Invoice, TicketEvent, WordsId } from '../../domain/ticket/event.ts';
import { isForStaff, wordsAreForStaff } from '../../domain/ticket/for-staff.ts';
import type { StoredFile } from '../../store/files.ts';
import type { Instant } from '../../../shared/instant.ts';
import type { EntryDetail, EntryView, FileView, InvoiceView } from '../view.ts';
import type { Names, Reader } from './names.ts';
import { escalationDetail } from './second-line-entry.ts';

export type Telling = {
  reader: Reader;
  names: Names;
  /** What has been erased is not in it. */
  words: ReadonlyMap<WordsId, string>;
  files: ReadonlyMap<FileId, StoredFile>;
};

export function entriesOf(events: readonly TicketEvent[], telling: Telling): EntryView[] {
  const told = telling.reader.side === 'staff' ? events : events.filter(({ body }) => !isForStaff(body));
  return told.map((event) => entryOf(event, telling));
}

function entryOf({ seq, at, by, body }: TicketEvent, telling: Telling): EntryView {
  const hidden = telling.reader.side === 'client' && wordsAreForStaff(body);
  const text =
    hidden || !('words' in body) || body.words === null ? null : (telling.words.get(body.words) ?? null);
  const files = hidden || !('files' in body) ? [] : filesOf(body.files, telling);
  return {
    seq,
    at,
    by: telling.names.of(by),
    is: kindOf(body, { said: text !== null || files.length > 0, hidden }),
    act: actOf(body),
    from: body.type === 'moved' ? body.from : null,
    to: body.type === 'moved' ? body.to : null,
    text,
    files,
    detail: detailOf({ at, body }, telling),
  };
}

function kindOf(body: EventBody, { said, hidden }: { said: boolean; hidden: boolean }): EntryView['is'] {
  if (body.type === 'noted') return 'note';
  if (body.type === 'submitted' || body.type === 'replied') return 'message';
  if (!said || hidden) return 'event';
  if (wordsAreForStaff(body)) return 'note';
  return body.type === 'moved' ? 'message' : 'event';
}

const ACT_OF = {
  submitted: 'submit',
  assigned: 'assign',
  replied: 'reply',
  noted: 'note',
  estimated: 'estimate',
  promised: 'promise',
  corrected: 'correct',
  rated: 'rate',
  // Nobody's act on this ticket.
  rules_changed: null,
  // Nobody's act: the desk does these by itself.
  reminded: null,
  warned: null,
  breached: null,
  escalated: 'escalate',
  escalation_asked: 'ask_department',
  escalation_taken: 'take',
  escalation_answered: 'answer_desk',
  escalation_handed_back: 'hand_back',
  escalation_closed: 'close_escalation',
  escalation_reminded: 'remind_department',
} as const satisfies Record<Exclude<EventBody['type'], 'moved'>, EntryView['act']>;

const actOf = (body: EventBody): EntryView['act'] => (body.type === 'moved' ? body.act : ACT_OF[body.type]);

function detailOf({ at, body }: { at: Instant; body: EventBody }, telling: Telling): EntryDetail | null {
  switch (body.type) {
    case 'submitted':
      return {
        of: 'submit',
        fields: body.fields.map(({ field, words }) => ({ field, text: telling.words.get(words) ?? '' })),
        channel: body.channel,
        registeredBy: telling.names.staff(body.registeredBy),
      };
    case 'assigned':
      return { of: 'assign', to: telling.names.staff(body.to), reason: body.reason };
    case 'estimated':
      return { of: 'estimate', hours: body.hours, oldDueAt: body.oldDueAt, newDueAt: body.newDueAt };
    case 'promised':
      return { of: 'promise', dueAt: body.dueAt, oldDueAt: body.oldDueAt, newDueAt: body.newDueAt };
    case 'corrected': {
      const { kind, oldKind, criticality, oldCriticality, oldDueAt, newDueAt } = body;
      return { of: 'correct', kind, oldKind, criticality, oldCriticality, oldDueAt, newDueAt };
    }
    case 'rated':
      return { of: 'rate', stars: body.stars, cycle: body.cycle };
    case 'rules_changed': {
      const { from, to, oldReactionDueAt, newReactionDueAt, oldDueAt, newDueAt } = body;
      // Who decided it is the desk's own business.
      const orderedBy = telling.reader.side === 'staff' ? telling.names.staff(body.orderedBy) : null;
      return { of: 'rules', from, to, orderedBy, oldReactionDueAt, newReactionDueAt, oldDueAt, newDueAt };
    }
    case 'reminded':
      return { of: 'remind', what: body.of };
    case 'warned':
    case 'breached':
      return { of: body.type, clock: body.clock, dueAt: body.dueAt };
    case 'moved':
      if (body.invoice) return { of: 'bill', invoice: invoiceView(body.invoice, at, telling) };
      if (body.paidOn !== undefined) return { of: 'paid', paidOn: body.paidOn };
      if (body.resolution)
        return { of: 'close', resolution: body.resolution, onBehalf: body.onBehalf ?? false };
      return null;
    case 'replied':
    case 'noted':
      return null;
    default:
      return escalationDetail(body, telling);
  }
}

export function invoiceView(
  invoice: Invoice,
  issuedAt: Instant,
  telling: Pick<Telling, 'files'>,
): InvoiceView {
  const { number, sum, currency, fileId, payBy } = invoice;
  const [file] = filesOf([fileId], telling);
  return { number, sumKopecks: sum, currency, file: file ?? null, payBy: payBy ?? null, issuedAt };
}

const filesOf = (ids: readonly FileId[], { files }: Pick<Telling, 'files'>): FileView[] =>
  ids.flatMap((id) => {
    const file = files.get(id);
    return file && file.erasedAt === undefined ? [fileView(file)] : [];
  });

export const fileView = ({ id, name, bytes, type, picture, scannedAt }: StoredFile): FileView => ({
  id,
  name,
  bytes,
  type,
  picture,
  ...(scannedAt === null ? { unscanned: true } : {}),
});
