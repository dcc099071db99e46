import { startTestRunner, type TestSession, type TestSuiteResult } from '@web/test-runner';
import { relative } from 'node:path';
import { orNothingRan, type Tally } from './tally.ts';

type Outcome = { name: string; passed: boolean; skipped: boolean };

function outcomes(suite: TestSuiteResult, above: string): Outcome[] {
  const path = suite.name ? `${above}${suite.name} › ` : above;
  const own = suite.tests.map((test) => ({
    name: `${path}${test.name}`,
    passed: test.passed,
    skipped: test.skipped,
  }));
  return [...own, ...suite.suites.flatMap((inner) => outcomes(inner, path))];
}

function count(sessions: readonly TestSession[]): Tally {
  const failures: string[] = [];
  let passed = 0;
  for (const session of sessions) {
    const file = relative(process.cwd(), session.testFile ?? '');
    const tests = session.testResults ? outcomes(session.testResults, '') : [];
    for (const test of tests) {
      if (test.skipped)
        failures.push(`${file}: ${test.name} (skipped: a test that does not run proves nothing)`);
      else if (test.passed) passed += 1;
      else failures.push(`${file}: ${test.name}`);
    }
    const failedOutside = !session.passed && tests.every((test) => test.passed);
    if (failedOutside) failures.push(`${file}: the file failed outside its tests`);
  }
  return { passed, failed: failures.length, failures };
}

export async function browserUnits(): Promise<Tally> {
  const runner = await startTestRunner({
    config: { watch: false },
    readCliArgs: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error('@web/test-runner did not start');
  const { promise, resolve } = Promise.withResolvers<void>();
  runner.on('stopped', () => resolve());
  await promise;
  return orNothingRan(count([...runner.sessions.all()]), 'browser units');
}
