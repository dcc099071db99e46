import { spawn } from 'node:child_process';
import type { Suite, Tally } from './tally.ts';

type Finished = { status: number | null; output: string };

function finished(command: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}

/** A command that passes or fails as one. Its output is shown when it fails. */
export function check(name: string, command: string, ...args: readonly string[]): Suite {
  async function run(): Promise<Tally> {
    const { status, output } = await finished(command, args);
    if (status === 0) return { passed: 1, failed: 0, failures: [] };
    console.log(output.trimEnd());
    return { passed: 0, failed: 1, failures: [`${name}: ${[command, ...args].join(' ')}`] };
  }
  return { name, run };
}
