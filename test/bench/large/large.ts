/**
 * The same looks at desks of several sizes, so that the growth shows: on SQLite, and on a PostgreSQL that the bench starts.
 * A desk of a million takes minutes and gigabytes to build; `--folder` keeps SQLite's for the next time.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresServer } from '../../postgres/server.ts';
import { ask } from '../../postgres/ask.ts';
import type { Database } from '../../../server/store/open-store.ts';
import { buildDesk } from './build.ts';
import { measure, measureReport, type Aside, type Cost } from './measure.ts';

export type LargeRow = { database: 'sqlite' | 'postgres'; tickets: number; costs: Cost[]; report: Aside };

export async function run(
  sizes: readonly number[],
  databases: readonly LargeRow['database'][],
  keepIn: string | null,
): Promise<LargeRow[]> {
  const rows: LargeRow[] = [];
  for (const database of databases) {
    const desks = database === 'sqlite' ? sqliteDesks(keepIn) : await postgresDesks();
    try {
      for (const tickets of sizes) {
        const desk = await desks.of(tickets);
        rows.push({ database, tickets, costs: await measure(desk), report: await measureReport(desk) });
      }
    } finally {
      await desks.remove();
    }
    print(rows.filter((row) => row.database === database));
  }
  return rows;
}

const DATABASES = ['sqlite', 'postgres'] as const;

export const sizesOf = (text: string): number[] =>
  text.split(',').map((each) => {
    const size = Number(each);
    if (Number.isInteger(size) && size >= 1000) return size;
    throw new Error(
      `--tickets: "${each}" is no size of a desk; give whole numbers from 1000 on, with commas between`,
    );
  });

export const databasesOf = (text: string): LargeRow['database'][] =>
  text.split(',').map((each) => {
    const found = DATABASES.find((name) => name === each);
    if (found) return found;
    throw new Error(`--database: "${each}" is neither of ${DATABASES.join(', ')}`);
  });

type Desks = { of(tickets: number): Promise<Database>; remove(): Promise<void> };

function sqliteDesks(keepIn: string | null): Desks {
  const folder = keepIn ?? mkdtempSync(join(tmpdir(), 'bench-large-'));
  mkdirSync(folder, { recursive: true });
  return {
    async of(tickets) {
      const file = join(folder, `${tickets}.sqlite`);
      if (!existsSync(file)) {
        const building = `${file}.building`;
        rmSync(building, { force: true });
        await buildDesk({ file: building }, tickets);
        renameSync(building, file);
      }
      return { file };
    },
    async remove() {
      if (keepIn === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function postgresDesks(): Promise<Desks> {
  const server = await postgresServer({ shared_buffers: '1GB' });
  return {
    async of(tickets) {
      const name = `desk_${tickets}`;
      await ask(server.url('postgres'), `CREATE DATABASE ${name}`);
      await buildDesk({ url: server.url(name) }, tickets);
      return { url: server.url(name) };
    },
    remove: () => server.remove(),
  };
}

function print(rows: readonly LargeRow[]): void {
  const [first] = rows;
  if (!first) return;
  console.log(
    `\n${first.database}: CPU ms of this process | p50 ms, at ${rows.map(({ tickets }) => tickets.toLocaleString('en')).join(', ')} tickets, and the last against the first`,
  );
  for (const [i, { what }] of first.costs.entries()) {
    const costs = rows.map((row) => row.costs[i]!);
    const growth = costs.at(-1)!.p50Ms / costs[0]!.p50Ms;
    console.log(
      what.padEnd(34) +
        costs.map(({ cpuMs }) => cpuMs.toFixed(2).padStart(9)).join('') +
        ' |' +
        costs.map(({ p50Ms }) => p50Ms.toFixed(2).padStart(9)).join('') +
        `${growth.toFixed(2).padStart(9)}×`,
    );
  }
  for (const { tickets, report } of rows) {
    console.log(
      `report of ${report.month} at ${tickets.toLocaleString('en')} tickets (${report.tickets} came in it): ` +
        `${report.seconds.toFixed(1)} s beside the server, whose longest wait was ${report.longestWaitMs.toFixed(0)} ms`,
    );
  }
}
