/** The one place of the browser code that names the server's types: what may be asked, and what comes back. */
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { Router } from '../../server/rpc/router.ts';

export type { Router };
export type Inputs = inferRouterInputs<Router>;
export type Outputs = inferRouterOutputs<Router>;

export type * from '../../server/rpc/view.ts';
export type * from '../../server/rpc/views/rules.ts';
export type * from '../../server/rpc/views/replay.ts';
export type * from '../../server/rpc/views/calendar-years.ts';
export type { ImportedYear } from '../../server/domain/working-time/imported-year.ts';
export type { FieldProblem } from '../../server/regulation-file.ts';
export type { Difference } from '../../server/domain/change/differences.ts';
export type * from '../../server/rpc/views/delivery.ts';
export type {
  DepartmentView,
  EscalationView,
  OpenEscalationRow,
  SaidView,
  SecondLineSettings,
  TestOutcome,
  TicketSecondLine,
  TopicView,
} from '../../server/rpc/views/second-line.ts';
export type { EscalationLedger } from '../../server/domain/second-line/escalation-ledger.ts';
export type * from '../../server/domain/sla/due-clock.ts';
export type * from '../../server/domain/sla/ledger.ts';
export type { Regulation } from '../../server/domain/regulation.ts';
export type * from '../../server/rpc/views/roster.ts';
export type * from '../../server/rpc/views/privacy.ts';
export type * from '../../server/rpc/views/consent.ts';
