/** The whole API, at `/rpc`. Who may call what stands in `access.ts`. */
import type { AnyRouter } from '@trpc/server';
import type { ProcedurePath } from './access.ts';
import { admin } from './admin.ts';
import { board } from './board.ts';
import { consent } from './consent.ts';
import { customer } from './customer.ts';
import { delivery } from './delivery.ts';
import { join } from './join.ts';
import { notices } from './notices.ts';
import { router } from './procedures.ts';
import { privacy } from './privacy.ts';
import { reports } from './reports.ts';
import { roster } from './roster.ts';
import { rules } from './rules.ts';
import { secondLine } from './second-line.ts';
import { staff } from './staff.ts';

export const api = router({
  customer,
  staff,
  admin,
  delivery,
  join,
  rules,
  notices,
  roster,
  secondLine,
  reports,
  privacy,
  consent,
  board,
});

export type Router = typeof api;

/** Every path of a router: `customer.submit`, … */
type PathsOf<R extends AnyRouter> = {
  [Part in keyof R['_def']['record'] & string]: `${Part}.${keyof R['_def']['record'][Part] & string}`;
}[keyof R['_def']['record'] & string];

type Same<A, B> = [Exclude<A, B>, Exclude<B, A>] extends [never, never]
  ? true
  : { missing: Exclude<A, B>; extra: Exclude<B, A> };

/** Does not compile while a procedure has no row in `access.ts`, or a row no procedure. @public */
export const EVERY_PROCEDURE_IS_CLASSIFIED: Same<PathsOf<Router>, ProcedurePath> = true;
