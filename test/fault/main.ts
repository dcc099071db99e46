/** `npm run fault -- kill --kills N [--seed S]`: as long a run of a fault as is wanted. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { killRun } from './kill.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string' } },
});
const kills = Number(values.kills);
const seed = values.seed === undefined ? Math.floor(performance.timeOrigin) % 2 ** 31 : Number(values.seed);

if (positionals.join(' ') !== 'kill' || !Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('write: npm run fault -- kill --kills 100 [--seed 1]');
  process.exitCode = 1;
} else {
  console.log(`seed ${seed}`);
  const run = await killRun({ kills, seed });
  for (const problem of run.problems) console.log(problem);
  console.log(
    `${run.kills} kills, ${run.acknowledged} acknowledged in ${run.tickets} tickets, ${run.sentAgain} sent again, ` +
      `${run.givenUp} given up, slowest start ${run.slowestStartMs} ms: ${run.problems.length} problems`,
  );
  process.exitCode = run.problems.length === 0 ? 0 : 1;
}
