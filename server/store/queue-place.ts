/** Where a ticket stands in the queue, as a cursor that can be sent to a browser and read back. */
import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Tables } from './schema.ts';

export type Place = { queue_group: number; queue_key: number; number: number };

export const cursorOfPlace = ({ queue_group, queue_key, number }: Place): string =>
  `${queue_group}.${queue_key}.${number}`;

/** Null for what is no cursor of ours: the first page then. */
export function placeOfCursor(cursor: string): Place | null {
  const [, group, key, number] = /^([0-3])\.(-?\d{1,16})\.(\d{1,12})$/u.exec(cursor) ?? [];
  return group && key && number
    ? { queue_group: Number(group), queue_key: Number(key), number: Number(number) }
    : null;
}

export function afterPlace(
  eb: ExpressionBuilder<Tables, 'ticket'>,
  place: Place,
): ExpressionWrapper<Tables, 'ticket', SqlBool> {
  return eb(
    eb.refTuple('ticket.queue_group', 'ticket.queue_key', 'ticket.number'),
    '>',
    // Kysely types a tuple of values and a tuple of columns apart, and has no comparison between the two.
    eb.tuple(place.queue_group, place.queue_key, place.number) as never,
  );
}
