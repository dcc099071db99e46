/**
 * `npm run bench -- --json FILE`: prints the tables and writes their numbers. With `--bytes-only` it is the gate of
 * the checks: what licensees' pages download, and nothing that depends on how busy the machine is. With
 * `--tickets 10000,100000,1000000` it builds desks of these sizes and looks at their queues and searches. With
 * `--live 1000,10000` it opens so many live streams.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printWeights, weigh } from './bytes.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    'bytes-only': { type: 'boolean', default: false },
    tickets: { type: 'string' },
    live: { type: 'string' },
    database: { type: 'string', default: 'sqlite,postgres' },
    folder: { type: 'string' },
  },
});

const bytes = weigh();
printWeights(bytes);

if (values.live !== undefined) {
  const { run, streamsOf } = await import('./live.ts');
  const { databasesOf } = await import('./large/large.ts');
  const live = await run(streamsOf(values.live), databasesOf(values.database));
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ live }, null, 2)}\n`);
} else if (values.tickets !== undefined) {
  const { run, sizesOf, databasesOf } = await import('./large/large.ts');
  const large = await run(sizesOf(values.tickets), databasesOf(values.database), values.folder ?? null);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ large }, null, 2)}\n`);
} else if (!values['bytes-only']) {
  const workingTime = await (await import('./working-time.ts')).run();
  const submissions = await (await import('./submissions.ts')).run();
  const json = JSON.stringify({ bytes, workingTime, submissions }, null, 2);
  if (values.json) writeFileSync(values.json, `${json}\n`);
}
if (bytes.some(({ gzipped, limit }) => gzipped > limit)) process.exitCode = 1;
