/** Cycles written down as a person would: Moscow wall times, and what held from then on. */
import type { Criticality, Resolution, Status, TicketKind } from '../../../../shared/ticket.ts';
import type { Cycle, Target } from '../../../../server/domain/ticket/ticket.ts';

/** '2026-11-06 12:00', with seconds and milliseconds where they matter. */
export const moscow = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+03:00`);

export type Written = {
  kind?: TicketKind;
  criticality?: Criticality;
  sent: string;
  /** Time → status, in order. */
  then?: Record<string, Status>;
  reacted?: string;
  closed?: string;
  resolution?: Resolution;
  /** Time → what changed, in order. */
  targets?: Record<string, Partial<Omit<Target, 'at' | 'promisedDueAt'>> & { promised?: string }>;
};

export function aCycle({
  kind = 'consultation',
  criticality,
  sent,
  then,
  reacted,
  closed,
  ...more
}: Written): Cycle {
  const startedAt = moscow(sent);
  const closedAt = closed === undefined ? null : moscow(closed);
  const statuses: { at: number; status: Status }[] = [{ at: startedAt, status: 'request' }];
  for (const [time, status] of Object.entries(then ?? {})) statuses.push({ at: moscow(time), status });
  if (closedAt !== null) statuses.push({ at: closedAt, status: 'closed' });
  const targets: Target[] = [
    {
      at: startedAt,
      kind,
      criticality: criticality ?? (kind === 'bug' ? 'normal' : null),
      estimateHours: null,
      promisedDueAt: null,
    },
  ];
  let firstEstimatedAt: number | null = null;
  for (const [time, { promised, ...change }] of Object.entries(more.targets ?? {})) {
    const at = moscow(time);
    targets.push({
      ...targets.at(-1)!,
      ...change,
      at,
      ...(promised !== undefined && { promisedDueAt: moscow(promised) }),
    });
    if (change.estimateHours) firstEstimatedAt ??= at;
  }
  return {
    number: 1,
    startedAt,
    regulationVersion: '2.0',
    statuses,
    targets,
    firstEstimatedAt,
    reactedAt: reacted === undefined ? null : moscow(reacted),
    closedAt,
    resolution: closedAt === null ? null : (more.resolution ?? 'answered'),
    creditedTo: null,
    rating: null,
  };
}
