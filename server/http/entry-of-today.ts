/**
 * A page that was opened before an upgrade asks for an entry of the build before: it is told of today's, so that the panel
 * opens there too. What lies behind an entry is never asked for from outside of its own build.
 */
import { join } from 'node:path';
import { bytesOf, FOR_ANY_PAGE, FOR_MINUTES } from './assets.ts';

/** A name and eight letters of what the file was made of. */
const HASHED = /^([a-z]+)-[\w-]{8}\.js$/;

type Chunk = { file: string; name?: string; isEntry?: boolean };

/** Null where this build has no such entry, or it is the very one that is missing. */
export async function entryOfToday(folder: string, asked: string): Promise<Response | null> {
  const entry = HASHED.exec(asked)?.[1];
  const manifest = entry ? await bytesOf(join(folder, 'manifest.json')) : null;
  if (!manifest) return null;
  const chunks = Object.values(JSON.parse(manifest.toString()) as Record<string, Chunk>);
  const file = chunks.find(({ name, isEntry }) => isEntry && name === entry)?.file.replace('w/', '');
  if (!file || file === asked) return null;
  return new Response(`export * from './${file}';\n`, {
    headers: {
      ...FOR_ANY_PAGE,
      'cache-control': FOR_MINUTES,
      'content-type': 'text/javascript; charset=utf-8',
    },
  });
}
