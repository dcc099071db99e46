import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { orNothingRan, type Suite, type Tally } from './tally.ts';

/** The part of vitest's JSON report that is read here. */
type Report = {
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' }[];
  }[];
};

function count(report: Report): Tally {
  const failures: string[] = [];
  let passed = 0;
  for (const file of report.testResults) {
    const path = relative(process.cwd(), file.name);
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failures.push(`${path}: ${test.fullName}`);
      else
        failures.push(`${path}: ${test.fullName} (${test.status}: a test that does not run proves nothing)`);
    }
    const didNotLoad =
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
    if (didNotLoad) failures.push(`${path}: the file failed outside its tests`);
  }
  return { passed, failed: failures.length, failures };
}

function exitCode(project: string, reportFile: string): Promise<number | null> {
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  return new Promise((resolve, reject) => {
    const child = spawn('vitest', [...args, `--outputFile.json=${reportFile}`], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', resolve);
  });
}

export function vitest(project: 'node' | 'postgres' | 'e2e'): Suite {
  async function run(): Promise<Tally> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-support-vitest-'));
    try {
      const reportFile = join(folder, 'report.json');
      const status = await exitCode(project, reportFile);
      const tally = orNothingRan(count(JSON.parse(readFileSync(reportFile, 'utf8')) as Report), project);
      if (status === 0 || tally.failed > 0) return tally;
      const failures = [`${project}: vitest ended with ${status}, see its errors above`];
      return { passed: tally.passed, failed: 1, failures };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { name: project, run };
}
