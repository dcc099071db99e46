/**
 * Types, three times: the rules without DOM and Node, the server without DOM, then everything.
 */
import { spawnSync } from 'node:child_process';

const WORLDS = ['tsconfig.rules.json', 'tsconfig.server.json', 'tsconfig.json'];

const failed = WORLDS.filter((world) => {
  const run = spawnSync('tsc', ['--noEmit', '--project', world], { stdio: 'inherit' });
  return run.status !== 0;
});
if (failed.length > 0) {
  console.error(`types: ${failed.join(', ')} failed`);
  process.exit(1);
}
