/**
 * `npm test`: every proof there is, one after the other, and one line at the end. Names of suites as arguments run
 * those alone: `npm test -- types node`.
 */
import { browserPath } from './browser.ts';
import { browserUnits } from './suites/browser-units.ts';
import { check } from './suites/check.ts';
import { scratch } from './suites/scratch.ts';
import type { Suite, Tally } from './suites/tally.ts';
import { vitest } from './suites/vitest.ts';

const NODE = [process.execPath, '--import', './server/node/guard.js'] as const;

async function findBrowser(): Promise<Tally> {
  // Found once: the suites take it from here and do not install it twice beside each other.
  process.env['CHROME_PATH'] = await browserPath();
  return { passed: 1, failed: 0, failures: [] };
}

const SUITES: readonly Suite[] = [
  { name: 'browser', run: findBrowser },
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check('lint', 'oxlint', '--deny-warnings'),
  check('types', ...NODE, 'test/suites/types.ts'),
  check('boundaries', 'depcruise', '.'),
  check('dead-code', 'knip'),
  check('build', ...NODE, 'server/cli/build.ts', '--if-changed'),
  check('bytes', ...NODE, 'test/bench/main.ts', '--bytes-only'),
  vitest('node'),
  vitest('postgres'),
  vitest('e2e'),
  { name: 'browser-units', run: browserUnits },
];

async function outcome(suite: Suite): Promise<Tally> {
  try {
    return await suite.run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, failures: [`${suite.name}: ${String(error)}`] };
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`no suite ${unknown.join(', ')}: there are ${SUITES.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const files = scratch();
process.env['TMPDIR'] = files.path;
process.once('exit', files.remove);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const results: { name: string; tally: Tally; seconds: number }[] = [];
for (const suite of SUITES) {
  // A browser is needed by whatever else is asked for.
  if (wanted.length > 0 && suite.name !== 'browser' && !wanted.includes(suite.name)) continue;
  console.log(`\n── ${suite.name}`);
  const start = performance.now();
  const tally = await outcome(suite);
  results.push({ name: suite.name, tally, seconds: (performance.now() - start) / 1000 });
}

const failures = results.flatMap(({ tally }) => tally.failures);
console.log('\n── all suites');
for (const { name, tally, seconds } of results) {
  const mark = tally.failed > 0 ? '✗' : '✓';
  console.log(
    `${mark} ${name.padEnd(14)} ${tally.passed} passed, ${tally.failed} failed in ${seconds.toFixed(1)} s`,
  );
}
if (failures.length > 0) console.log(`\nfailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);

const passed = results.reduce((sum, { tally }) => sum + tally.passed, 0);
const failed = results.reduce((sum, { tally }) => sum + tally.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
// Servers of the browser runner may still be closing.
process.exit(failed > 0 ? 1 : 0);
