import type { StaffTicketRow } from '../../client/api.ts';
import { type Answer, api, read } from '../api.ts';
import type { Filter } from './filter.ts';

export type QueuePart = {
  rows: readonly StaffTicketRow[];
  next: string | null;
  total: number;
  /** At least `total`: a long list is not counted to its end. */
  orMore: boolean;
  /** Where nothing is due within what was asked for: when the next of the same kind is. */
  nextDueAt?: number | null;
};
export type QueueRead = Answer<QueuePart>;

export const readQueue = async (filter: Filter, cursor?: string): Promise<QueueRead> => {
  const answer: QueueRead = await read(api.staff.queue.query({ filter, ...(cursor ? { cursor } : {}) }));
  if (!answer.ok || answer.value.rows.length > 0 || !filter.due || filter.search) return answer;
  const { due: _due, ...whenever } = filter;
  const later = await read(api.staff.queue.query({ filter: whenever }));
  const nextDueAt = later.ok ? (later.value.rows[0]?.due.at ?? null) : null;
  return { ok: true, value: { ...answer.value, nextDueAt } };
};

/** As many parts as stand on the screen, so that reading again takes nothing away from under the reader. */
export const readQueueAgain = async (filter: Filter, atLeast: number): Promise<QueueRead> => {
  let answer = await readQueue(filter);
  const seen = new Set<string>();
  while (answer.ok && answer.value.next !== null && answer.value.rows.length < atLeast) {
    const soFar: QueuePart = answer.value;
    const more = await readQueue(filter, soFar.next ?? undefined);
    if (!more.ok) return more;
    answer = { ok: true, value: { ...more.value, rows: appended(soFar.rows, more.value.rows) } };
    if (more.value.next !== null && seen.has(more.value.next)) break;
    if (more.value.next !== null) seen.add(more.value.next);
  }
  return answer;
};

/** A ticket that moved between two parts while they were read would come twice. */
export const appended = (
  rows: readonly StaffTicketRow[],
  more: readonly StaffTicketRow[],
): StaffTicketRow[] => {
  const here = new Set(rows.map((row) => row.id));
  return [...rows, ...more.filter((row) => !here.has(row.id))];
};
