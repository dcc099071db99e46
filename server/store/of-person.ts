import type { ExpressionBuilder } from 'kysely';
import type { PersonId } from '../domain/ticket/event.ts';
import type { Tables } from './schema.ts';

/** A person's tickets, by the licensee first: so the index has them, and nobody else's are looked at. */
export const ofPerson = (personId: PersonId) => (eb: ExpressionBuilder<Tables, 'ticket'>) =>
  eb.and([
    eb(
      'ticket.licensee_id',
      '=',
      eb.selectFrom('person').select('person.licensee_id').where('person.id', '=', personId),
    ),
    eb('ticket.person_id', '=', personId),
  ]);
