/**
 * Types, four times: the rules without DOM and Node, the server without DOM, browser code without Node, then
 * everything.
 */
import { spawnSync } from 'node:child_process';

type World = { config: string; own?: RegExp };

const WORLDS: readonly World[] = [
  { config: 'tsconfig.rules.json' },
  { config: 'tsconfig.server.json' },
  // The router's type brings the server's files along, and those do need Node: they are judged in their own world.
  { config: 'tsconfig.widget.json', own: /^(?!server\/)/ },
  { config: 'tsconfig.json' },
];

function errorsOf({ config, own = /^/ }: World): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    'tsc',
    ['--noEmit', '--pretty', 'false', '--project', config],
    {
      encoding: 'utf8',
    },
  );
  if (status === 0) return [];
  // What is set in belongs to the error above it.
  const errors = stdout.split(/\r?\n(?=\S)/).filter((error) => error.trim() !== '');
  if (errors.length === 0) return [`tsc ended with ${status}: ${stderr}`];
  return errors.filter((error) => own.test(error)).map((error) => error.trimEnd());
}

const failed = WORLDS.filter((world) => {
  const errors = errorsOf(world);
  for (const error of errors) console.error(error);
  return errors.length > 0;
});
if (failed.length > 0) {
  console.error(`types: ${failed.map(({ config }) => config).join(', ')} failed`);
  process.exit(1);
}
