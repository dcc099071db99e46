/** `npm run fault -- NAME [--length short|long] [--seed S]`: as long a run of a fault as is wanted. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { FAULTS } from './faults.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    length: { type: 'string', default: 'short' },
    seed: { type: 'string' },
    database: { type: 'string' },
    kills: { type: 'string' },
    hours: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Math.floor(performance.timeOrigin) % 2 ** 31 : Number(values.seed);
const kills = values.kills === undefined ? null : Number(values.kills);
const hours = values.hours === undefined ? null : Number(values.hours);
const { length, database = null } = values;
const [name = '', ...more] = positionals;
const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;

const isRight =
  more.length === 0 &&
  (length === 'short' || length === 'long') &&
  (database === null || database === 'sqlite' || database === 'postgres') &&
  (kills === null || (Number.isInteger(kills) && kills > 0)) &&
  (hours === null || hours > 0) &&
  Number.isInteger(seed);

if (!fault || !isRight) {
  console.error('write: npm run fault -- NAME [--length short|long] [--seed 1]');
  for (const [each, { does }] of Object.entries(FAULTS)) console.error(`  ${each.padEnd(11)} ${does}`);
  process.exitCode = 1;
} else {
  console.log(`${name}, ${length}, seed ${seed}`);
  const { held, problems } = await fault.run({ length, seed, database, kills, hours });
  for (const problem of problems) console.log(problem);
  console.log(`${name}: ${held}: ${problems.length === 0 ? 'all held' : `${problems.length} problems`}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
