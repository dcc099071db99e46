/**
 * Holds what the store keeps against what the log says: every ticket is folded again from its events, its clocks are
 * computed again, and each thing that an event names is looked for.
 */
import { nextSignalAt } from '../domain/sla/signals.ts';
import { clocksOf } from '../domain/sla/ticket-clocks.ts';
import type { RuleBook } from '../domain/rules.ts';
import { replay } from '../domain/ticket/evolve.ts';
import type { EventBody, FileId, WordsId } from '../domain/ticket/event.ts';
import { currentCycle, type Ticket } from '../domain/ticket/ticket.ts';
import type { Inspected } from '../store/inspection.ts';
import { escalationRows } from '../store/second-line.ts';
import { rowOf } from '../store/ticket-row.ts';

/** One line each, naming the ticket by its number. */
export function differencesOf(inspected: Inspected, ruleBook: Pick<RuleBook, 'of'>): string[] {
  const { row, events } = inspected;
  const hole = events.findIndex((event, i) => event.seq !== i + 1);
  if (hole >= 0) return [`ticket ${row.number}: event ${hole + 1} is missing from its log`];
  if (events.length === 0) return [`ticket ${row.number}: it has no events`];
  return [...foldedOtherwise(inspected, ruleBook), ...namedAndMissing(inspected)].map(
    (line) => `ticket ${row.number}: ${line}`,
  );
}

function foldedOtherwise({ row, events, escalations }: Inspected, ruleBook: Pick<RuleBook, 'of'>): string[] {
  let ticket: Ticket;
  try {
    ticket = replay(row.id, row.number, events);
  } catch (error) {
    return [`its log cannot be folded: ${error instanceof Error ? error.message : String(error)}`];
  }
  const asOf = events.at(-1)?.at ?? ticket.updatedAt;
  const rules = ruleBook.of(currentCycle(ticket).regulationVersion);
  const again = rowOf(ticket, clocksOf(ticket, rules, asOf), nextSignalAt(ticket, rules, asOf));
  const columns = Object.entries(again).flatMap(([column, value]) => {
    const kept = row[column as keyof typeof again];
    if (kept === value) return [];
    // The whole folded ticket is a long text: its parts say more.
    return column === 'ticket'
      ? partsOf(String(kept), JSON.parse(String(value)) as Record<string, unknown>)
      : [`${column} is ${JSON.stringify(kept)} and by the log ${JSON.stringify(value)}`];
  });
  return [...columns, ...askedOtherwise(escalations, escalationRows(ticket))];
}

function askedOtherwise(kept: Inspected['escalations'], again: Inspected['escalations']): string[] {
  const ids = new Set([...kept, ...again].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [was, is] = [kept, again].map((rows) => rows.find((row) => row.id === id));
    if (!was) return [`the list of questions does not have question ${id}`];
    if (!is) return [`the list of questions has question ${id}, which its log does not know`];
    const columns = Object.keys(is) as (keyof typeof is)[];
    return columns
      .filter((column) => was[column] !== is[column])
      .map((column) => `question ${id}: ${column} is ${was[column]} and by the log ${is[column]}`);
  });
}

function partsOf(keptText: string, again: Record<string, unknown>): string[] {
  const kept = readObject(keptText);
  if (!kept) return ['its folded value cannot be read'];
  return [...new Set([...Object.keys(kept), ...Object.keys(again)])].flatMap((part) => {
    const [was, is] = [JSON.stringify(kept[part]), JSON.stringify(again[part])];
    return was === is ? [] : [`ticket.${part} is ${was} and by the log ${is}`];
  });
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function namedAndMissing({ events, words, files }: Inspected): string[] {
  const named = events.map(({ body }) => namedBy(body));
  const namedWords = new Set(named.flatMap((each) => each.words));
  const namedFiles = new Set(named.flatMap((each) => each.files));
  return [
    ...[...namedWords].filter((id) => !words.has(id)).map((id) => `the words ${id} are missing`),
    ...[...words].filter((id) => !namedWords.has(id)).map((id) => `no event names the words ${id}`),
    ...[...namedFiles]
      .filter((id) => !files.includes(id))
      .map((id) => `the file ${id} is not attached to it`),
    ...files.filter((id) => !namedFiles.has(id)).map((id) => `no event names its file ${id}`),
  ];
}

function namedBy(body: EventBody): { words: WordsId[]; files: FileId[] } {
  const words = [
    ...('words' in body && body.words !== null ? [body.words] : []),
    ...('name' in body && body.name !== null ? [body.name] : []),
  ];
  const files = 'files' in body ? [...body.files] : [];
  if (body.type === 'submitted')
    return {
      words: [
        body.title,
        ...body.fields.map((field) => field.words),
        ...(body.pageWords === undefined ? [] : [body.pageWords]),
      ],
      files,
    };
  if (body.type === 'moved' && body.invoice) return { words, files: [...files, body.invoice.fileId] };
  return { words, files };
}
