/** A refusal on doors that are no procedures: the same body everywhere, and the code that fits. */
import type { Refusal, RefusalCode } from '../../shared/refusal.ts';

const STATUS_OF: Partial<Record<RefusalCode, number>> = {
  not_signed_in: 401,
  identity_refused: 401,
  not_found: 404,
  not_allowed: 403,
  password_needed: 403,
  identity_required: 403,
  origin_refused: 403,
  file_too_large: 413,
  too_many_requests: 429,
};

export function refused(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const retry: Record<string, string> =
    refusal.code === 'too_many_requests' ? { 'retry-after': String(refusal.retryAfterSeconds) } : {};
  return Response.json(
    { refusal },
    { status: STATUS_OF[refusal.code] ?? 422, headers: { ...headers, ...retry } },
  );
}
