/** The figures of one line of the report, for the desk or for a person: counted, added, never divided on the way. */
import type { TicketKind } from '../../../shared/ticket.ts';
import { averageInTenths, qualityLevel } from '../quality/level.ts';
import type { QualityLevel } from '../quality/level.ts';
import type { Regulation } from '../regulation.ts';
import type { ClosedFacts, Outcome, TicketFacts } from './facts.ts';
import { addTime, NO_TIME } from './time-went.ts';
import type { TimeWent } from './time-went.ts';

export type ByKind = Record<TicketKind, number>;

export type Promised = {
  met: number;
  missed: number;
  unmeasured: number;
  /** Of those that were measured, in tenths of a percent, half up; null without any. */
  metShare: number | null;
};

export type Quality = {
  sum: number;
  rated: number;
  closed: number;
  /** In tenths of a star. */
  overRated: number | null;
  overAll: number | null;
  /** In tenths of a percent. */
  ratedShare: number | null;
  /** By whichever of the two the regulation says (R14). */
  level: QualityLevel | null;
};

export type Figures = {
  submitted: ByKind;
  closed: ByKind;
  reopened: ByKind;
  /** At the end of the month. */
  open: number;
  /** Of these, how many have a promise that is broken. */
  openLate: number;
  reaction: Promised;
  completion: Promised;
  quality: Quality;
  /** Of what was closed. */
  went: TimeWent;
};

/** In tenths of a percent, rounded half up; no floating point decides. */
export function shareInTenths(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const dividend = 2000 * part + whole;
  const divisor = 2 * whole;
  return (dividend - (dividend % divisor)) / divisor;
}

export function figuresOf(facts: readonly TicketFacts[], { quality }: Pick<Regulation, 'quality'>): Figures {
  const closed = facts.flatMap((each) => each.closed);
  return {
    submitted: byKind(facts.flatMap(({ submitted }) => submitted)),
    closed: byKind(closed),
    reopened: byKind(facts.flatMap(({ reopened }) => reopened)),
    open: facts.filter(({ open }) => open !== null).length,
    openLate: facts.filter(({ breaches }) => breaches.some(({ open }) => open)).length,
    reaction: promised(closed.map(({ reaction }) => reaction)),
    completion: promised(closed.map(({ completion }) => completion)),
    quality: qualityOf(closed, quality),
    went: closed.reduce((sum, { went }) => addTime(sum, went), NO_TIME),
  };
}

function byKind(owned: readonly { kind: TicketKind }[]): ByKind {
  const count = (kind: TicketKind) => owned.filter((each) => each.kind === kind).length;
  return { consultation: count('consultation'), bug: count('bug'), feature: count('feature') };
}

function promised(outcomes: readonly Outcome[]): Promised {
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  const [met, missed] = [count('met'), count('missed')];
  return { met, missed, unmeasured: count('unmeasured'), metShare: shareInTenths(met, met + missed) };
}

function qualityOf(closed: readonly ClosedFacts[], rule: Regulation['quality']): Quality {
  const rated = closed.filter(({ stars }) => stars !== null);
  const sum = rated.reduce((total, { stars }) => total + (stars ?? 0), 0);
  const overRated = averageInTenths(sum, rated.length);
  const overAll = averageInTenths(sum, closed.length);
  const counts = rule.levelOver === 'rated' ? overRated : overAll;
  return {
    sum,
    rated: rated.length,
    closed: closed.length,
    overRated,
    overAll,
    ratedShare: shareInTenths(rated.length, closed.length),
    level: counts === null ? null : qualityLevel(counts, rule),
  };
}
