/** A large database is looked through beside the running server, once after each start. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { LOOKED_THROUGH_AT_START_BYTES, noteDamage } from './damage.ts';

/** Ends the look that is under way. */
export type EndLook = () => Promise<unknown>;

export function lookThrough(
  file: string,
  onLost: (cause: Error) => void,
  atStartBytes = LOOKED_THROUGH_AT_START_BYTES,
): EndLook {
  if (statSync(file).size <= atStartBytes) return async () => {};
  const thread = new Worker(new URL('./damage-thread.ts', import.meta.url), { workerData: file });
  thread.once('message', (how: string | null) => {
    if (how !== null) onLost(noteDamage(file, how));
  });
  thread.once('error', (cause) =>
    onLost(new Error(`the database ${file} could not be looked through`, { cause })),
  );
  thread.unref();
  return () => thread.terminate();
}
