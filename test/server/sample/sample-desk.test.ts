import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseIn } from '../../../server/data-dir.ts';
import { REGULATION } from '../../../server/domain/regulation.ts';
import { compileRules } from '../../../server/domain/rules.ts';
import { clocksOfCycle } from '../../../server/domain/sla/ticket-clocks.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { STATUSES, TICKET_KINDS } from '../../../shared/ticket.ts';
import { aFolder } from '../store/a-desk.ts';

const NOW = '2026-11-20';
const A_WHOLE_SAMPLE_MS = 120_000;
const rules = compileRules(REGULATION);

const run = (dataDir: string, script: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  return { status, lines: stdout.trim().split('\n'), stderr };
};
const sample = (dataDir: string, ...args: string[]) => run(dataDir, 'server/cli/sample.ts', ...args);

/** Made once: it takes seconds, and nothing here changes it. */
const sampled = { dataDir: '', status: null as number | null, lines: [] as string[] };
beforeAll(() => {
  sampled.dataDir = mkdtempSync(join(tmpdir(), 'sample-'));
  Object.assign(sampled, sample(sampled.dataDir, '--now', NOW));
}, A_WHOLE_SAMPLE_MS);
afterAll(() => rmSync(sampled.dataDir, { recursive: true, force: true }));

async function whatIsIn(dataDir: string) {
  const store = await openStore({ file: databaseIn(dataDir), readOnly: true });
  const tickets = [];
  for await (const { row } of store.inspection.tickets()) tickets.push((await store.tickets.load(row.id))!);
  const found = {
    tickets,
    licensees: await store.licensees.all(),
    staff: await store.staff.all(),
    files: await store.inspection.files(),
  };
  await store.close();
  return found;
}

it('fills a new database with three months of a desk that verify finds nothing wrong with', async () => {
  const { dataDir, status, lines } = sampled;
  expect(status).toBe(0);
  expect(lines.slice(1).map((line) => line.trim().split(/\s/)[0])).toEqual([
    'agent',
    'manager',
    'administrator',
  ]);
  for (const line of lines.slice(1)) expect(line).toMatch(/ http:\/\/localhost:8080\/admin\/join#[\w-]{43}$/);
  expect(run(dataDir, 'server/cli/desk.ts', 'verify').lines.at(-1)).toMatch(
    /^300 tickets, .* 0 differences$/,
  );

  const { tickets, licensees, staff, files } = await whatIsIn(dataDir);
  expect(tickets).toHaveLength(300);
  // The demo page's own licensee is there as well.
  expect(licensees).toHaveLength(4);
  expect(staff).toHaveLength(8);
  expect(staff.filter(({ technicalSpecialist }) => technicalSpecialist)).toHaveLength(2);
  expect(new Set(tickets.map(({ ticket }) => ticket.status))).toEqual(new Set(STATUSES));
  expect(new Set(tickets.map(({ ticket }) => ticket.kind))).toEqual(new Set(TICKET_KINDS));
  expect(new Set(files.map(({ type }) => type))).toEqual(
    new Set(['image/png', 'text/plain', 'application/pdf']),
  );

  const seen = new Set(
    tickets.flatMap(({ events }) => events.map(({ body }) => (body.type === 'moved' ? body.act : body.type))),
  );
  for (const act of [
    'noted',
    'escalated',
    'escalation_taken',
    'escalation_answered',
    'escalation_handed_back',
    'escalation_reminded',
    'replied',
    'estimated',
    'promised',
    'corrected',
    'rated',
    'bill',
    'paid',
    'not_fixed',
    'silence',
    'withdraw',
    'reopen',
  ]) {
    expect(seen).toContain(act);
  }
  const at = Date.parse(`${NOW}T12:00:00Z`);
  const states = tickets.flatMap(({ ticket }) => {
    const clocks = ticket.cycles.map((cycle) => clocksOfCycle(cycle, rules, at));
    return clocks.flatMap(({ reaction, completion }) => [reaction.state, completion.state]);
  });
  expect(new Set(states)).toEqual(
    new Set(['met', 'missed', 'running', 'overdue', 'paused', 'no_target', 'dropped']),
  );
  for (const { ticket } of tickets) {
    expect(ticket.submittedAt).toBeLessThan(at);
    expect(ticket.submittedAt).toBeGreaterThan(at - 93 * 24 * 3_600_000);
  }
});

it('tells the same stories again from the same seed and time', { timeout: A_WHOLE_SAMPLE_MS }, async () => {
  const again = aFolder();
  expect(sample(again, '--now', NOW).status).toBe(0);
  const told = async (dataDir: string) =>
    (await whatIsIn(dataDir)).tickets.map(({ ticket, events, words }) => [
      ticket.number,
      ticket.status,
      events.map(({ at, body }) => [at, body.type]),
      [...words.values()].toSorted(),
    ]);
  expect(await told(again)).toEqual(await told(sampled.dataDir));
});

it('refuses a database that has tickets, in one line, and leaves it as it was', async () => {
  const { status, stderr } = sample(sampled.dataDir, '--now', NOW);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('has tickets')]);
  expect((await whatIsIn(sampled.dataDir)).tickets).toHaveLength(300);
});

it('refuses a time that is none', () => {
  const { status, stderr } = sample(aFolder(), '--now', 'soon');
  expect(status).toBe(1);
  expect(stderr).toContain('"soon" is not a time');
});

it('refuses to run beside a server', async () => {
  const dataDir = aFolder();
  const store = await openStore({ file: databaseIn(dataDir) });
  const { status, stderr } = sample(dataDir);
  await store.close();
  expect(status).toBe(1);
  expect(stderr).toContain('another smart-support is using');
});
