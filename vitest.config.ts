import { defineConfig } from 'vitest/config';

const AN_END_TO_END_STEP_MS = 120_000;
const A_SLOW_MACHINE_MS = 30_000;
/** Vitest's own second is no time on a machine that has others to serve. */
const WAITED_FOR = { poll: { timeout: A_SLOW_MACHINE_MS } } as const;

export default defineConfig({
  test: {
    // Of its own accord vitest leaves a core to itself, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/server/store/postgres/**', '**/node_modules/**'],
          testTimeout: A_SLOW_MACHINE_MS,
          expect: WAITED_FOR,
          hookTimeout: A_SLOW_MACHINE_MS,
        },
      },
      {
        test: {
          // What goes through the store, again, on a real PostgreSQL.
          name: 'postgres',
          include: [
            'test/server/{store,commands,rpc,auth,files,http,delivery,second-line,inbound,backup,privacy}/*.test.ts',
            'test/server/reports/{open-reports,after-a-restart}.test.ts',
            'test/server/{jobs,live,audit}.test.ts',
            'test/server/store/postgres/*.test.ts',
          ],
          globalSetup: 'test/postgres/setup.ts',
          testTimeout: A_SLOW_MACHINE_MS,
          expect: WAITED_FOR,
          hookTimeout: A_SLOW_MACHINE_MS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: AN_END_TO_END_STEP_MS,
          expect: WAITED_FOR,
          hookTimeout: AN_END_TO_END_STEP_MS,
        },
      },
    ],
  },
});
