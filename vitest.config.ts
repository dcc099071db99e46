import { defineConfig } from 'vitest/config';

const AN_END_TO_END_STEP_MS = 120_000;
const A_SLOW_MACHINE_MS = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', '**/node_modules/**'],
          testTimeout: A_SLOW_MACHINE_MS,
          hookTimeout: A_SLOW_MACHINE_MS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: AN_END_TO_END_STEP_MS,
          hookTimeout: AN_END_TO_END_STEP_MS,
        },
      },
    ],
  },
});
