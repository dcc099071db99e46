import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { databaseOf } from '../../../server/data-dir.ts';
import { openReports, type OpenReports } from '../../../server/reports/open-reports.ts';
import { LiveRules } from '../../../server/rule-book.ts';
import { buildDesk } from '../../bench/large/build.ts';
import { NOW } from '../../bench/large/template.ts';
import { aWholeDesk } from '../support/whole-desk.ts';

test('a month of a desk with many tickets is computed by another thread: whoever sends a ticket is not kept waiting (REL-22)', async () => {
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'many-tickets-'));
  onTestFinished(() => rmSync(DATA_DIR, { recursive: true, force: true }));
  await buildDesk(databaseOf(readConfig({ DATA_DIR })), 5_000);
  const desk = await aWholeDesk({ DATA_DIR });
  onTestFinished(() => desk.end());
  desk.clock.at = NOW;
  const worked = async (reports: Pick<OpenReports, 'month'>) => {
    const before = process.threadCpuUsage();
    const report = await reports.month('2026-11');
    const { user, system } = process.threadCpuUsage(before);
    return { report, micros: user + system };
  };
  const { store, now } = desk.deps;
  const aside = await worked(desk.deps.reports);
  const here = await worked(
    openReports({ store, now, ruleBook: await LiveRules.open(store), mayKeep: false }),
  );
  expect(aside.report).toEqual(here.report);
  expect(here.report.desk.submitted.consultation).toBeGreaterThan(0);
  expect(aside.micros / here.micros).toBeLessThan(0.6);
}, 120_000);
