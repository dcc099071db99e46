/** The database cannot do it now and may a moment later. Nothing is wrong with what was asked: it may be asked again. */

export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** The connection went while a commit was under way: it is done, or it is not. Whoever can tell a repeat may do it again. */
export class OutcomeUnknown extends Unavailable {
  override name = 'OutcomeUnknown';
}

const DEEPEST = 8;

/** What of this kind is behind `error`, however it was wrapped on its way. */
export function behind<E extends Error>(error: unknown, kind: new (...of: never[]) => E): E | null {
  let each = error;
  for (let depth = 0; depth < DEEPEST && each instanceof Error; depth++) {
    if (each instanceof kind) return each;
    each = each.cause;
  }
  return null;
}
