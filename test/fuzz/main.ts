/** `npm run fuzz -- --count N [--seed S] [--from I]`: as many bent calls as are wanted. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fuzzRun } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});
const count = Number(values.count);
const from = Number(values.from);
const seed = values.seed === undefined ? Math.floor(performance.timeOrigin) % 2 ** 20 : Number(values.seed);

if (![count, from, seed].every((each) => Number.isSafeInteger(each) && each >= 0) || count < 1) {
  console.error('write: npm run fuzz -- --count 20000 [--seed 1] [--from 0]');
  process.exitCode = 1;
} else {
  console.log(`seed ${seed}`);
  const run = await fuzzRun({ seed, count, from });
  for (const problem of run.problems) console.log(problem);
  const answers = [...run.answers]
    .toSorted(([a], [b]) => a - b)
    .map(([status, times]) => `${status} ${times}×`);
  console.log(`answers: ${answers.join(', ')}`);
  console.log(`${run.count} bent calls, slowest ${run.slowestMs} ms: ${run.problems.length} problems`);
  process.exitCode = run.problems.length === 0 ? 0 : 1;
}
