/** What a call of the API knows beside its input. */
import type { Caller } from '../auth/caller.ts';
import type { Access } from './access.ts';

export type Context = {
  requestId: string;
  /** Lets the caller in, or throws the refusal; null for `anyone`. */
  admit(access: Access): Promise<Caller | null>;
};
