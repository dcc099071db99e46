/** A regulation under which the desk is open day and night, on holidays too: whenever a test runs, somebody is there. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from '../server/clock.ts';
import { REGULATION } from '../server/domain/regulation.ts';

const DAY_MS = 86_400_000;
const HOURS = [['00:00', '24:00']];

/** For `days` from the day before yesterday on; `more`: what else is other than as printed. Its file, in `folder`. */
export function alwaysOpen(folder: string, days: number, more: object = {}): string {
  const exceptions = Array.from({ length: days }, (_, i) => ({
    date: new Date(now() + (i - 2) * DAY_MS).toISOString().slice(0, 10),
    hours: HOURS,
    name: { ru: 'Дежурство', en: 'On call' },
  }));
  const desk = { ...REGULATION.desk, hours: HOURS, weekend: [], exceptions };
  const file = join(folder, 'regulation.json');
  writeFileSync(file, JSON.stringify({ ...REGULATION, version: '2.0-always', desk, ...more }));
  return file;
}
