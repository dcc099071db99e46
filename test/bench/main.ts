/**
 * `npm run bench -- --json FILE`: prints the tables and writes their numbers. With `--bytes-only` it is the gate of
 * the checks: what licensees' pages download, and nothing that depends on how busy the machine is.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printWeights, weigh } from './bytes.ts';

const { values } = parseArgs({
  options: { json: { type: 'string' }, 'bytes-only': { type: 'boolean', default: false } },
});

const bytes = weigh();
printWeights(bytes);

if (!values['bytes-only']) {
  const { run } = await import('./working-time.ts');
  const workingTime = await run();
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ bytes, workingTime }, null, 2)}\n`);
}
if (bytes.some(({ isGate, gzipped, limit }) => isGate && gzipped > limit)) process.exitCode = 1;
