/** Whether what was made for a while is still good. */
import type { Instant } from '../../shared/instant.ts';

/**
 * A clock may have been wrong when it was made: what begins further ahead than it may last would be good for years once the
 * clock is right again. A smaller step changes nothing for whoever holds it.
 */
export const livesAt = (
  { createdAt, expiresAt }: { createdAt: Instant; expiresAt: Instant },
  at: Instant,
): boolean => at < expiresAt && createdAt - at <= expiresAt - createdAt;
