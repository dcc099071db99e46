/** Ledgers as the server makes them, of tickets that tests and pictures share. */
import { REGULATION } from '../../../../server/domain/regulation.ts';
import { compileRules } from '../../../../server/domain/rules.ts';
import type { ClockName } from '../../../../server/domain/sla/due-clock.ts';
import { ledgerOf } from '../../../../server/domain/sla/explain.ts';
import type { Ledger } from '../../../../server/domain/sla/ledger.ts';
import { aCycle, moscow } from '../../../server/domain/sla/a-cycle.ts';
import type { Written } from '../../../server/domain/sla/a-cycle.ts';

const RULES = compileRules(REGULATION);

export const DESK = { timeZone: 'Europe/Moscow', dayFrom: 600, dayTo: 1140 };

export const ledger = (written: Written, which: ClockName, asOf: string): Ledger =>
  ledgerOf(aCycle(written), which, RULES, moscow(asOf));

/** A fault of Tuesday evening that waited a day for its answer; 4 November is a holiday. */
export const FAULT: Written = {
  kind: 'bug',
  criticality: 'high',
  sent: '2026-11-03 18:40',
  reacted: '2026-11-05 10:12',
  then: {
    '2026-11-05 10:12': 'in_progress',
    '2026-11-05 11:05': 'info_required',
    '2026-11-06 09:20': 'in_progress',
  },
};

export const estimated = (hours: number, more: Partial<Written> = {}): Written => ({
  kind: 'feature',
  sent: '2026-11-09 09:00',
  targets: { '2026-11-09 12:00': { estimateHours: hours } },
  ...more,
});

export const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
