/** An expected "no" on its way through tRPC: the code of HTTP for machines between, the refusal for the browser. */
import { TRPCError } from '@trpc/server';
import type { Refusal, RefusalCode } from '../../shared/refusal.ts';

type HttpWord = ConstructorParameters<typeof TRPCError>[0]['code'];

const WORD_OF = {
  not_signed_in: 'UNAUTHORIZED',
  identity_refused: 'UNAUTHORIZED',
  not_found: 'NOT_FOUND',
  not_allowed: 'FORBIDDEN',
  password_needed: 'FORBIDDEN',
  identity_required: 'FORBIDDEN',
  origin_refused: 'FORBIDDEN',
  ticket_moved_on: 'CONFLICT',
  id_reused: 'CONFLICT',
  email_taken: 'CONFLICT',
  draft_moved_on: 'CONFLICT',
  consent_moved_on: 'CONFLICT',
  rules_under_way: 'CONFLICT',
  version_taken: 'CONFLICT',
  person_has_open_tickets: 'CONFLICT',
  link_used_up: 'NOT_FOUND',
  too_many_requests: 'TOO_MANY_REQUESTS',
  file_too_large: 'PAYLOAD_TOO_LARGE',
} as const satisfies Partial<Record<RefusalCode, HttpWord>>;

export class Refused extends TRPCError {
  readonly refusal: Refusal;
  /** Of a member of staff whose role does not allow it. */
  readonly staffId: string | undefined;

  constructor(refusal: Refusal, staffId?: string) {
    super({
      code: (WORD_OF as Partial<Record<RefusalCode, HttpWord>>)[refusal.code] ?? 'UNPROCESSABLE_CONTENT',
      message: refusal.code,
    });
    this.refusal = refusal;
    this.staffId = staffId;
  }
}

/** A command answers with what it did or with a refusal; the API with the first or an error. */
export function told<T>(result: T | { refusal: Refusal }): T {
  if (typeof result === 'object' && result !== null && 'refusal' in result) throw new Refused(result.refusal);
  return result as T;
}
