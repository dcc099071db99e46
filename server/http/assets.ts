/** Built files, by exact name: a name is one segment of letters we use, so that there is no path to walk. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** What we serve at all. Source maps, manifests and anything else in the folder stay where they are. */
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export const FOR_EVER = 'public, max-age=31536000, immutable';
/** The one address in licensees' pages: a new build is theirs within minutes. */
export const FOR_MINUTES = 'public, max-age=300';

/** For what licensees' pages load from us. */
export const FOR_ANY_PAGE = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Null when there is no such file, or it is none of those we serve. */
export async function asset(
  folder: string,
  name: string,
  headers: Record<string, string>,
): Promise<Response | null> {
  const type = TYPES[extname(name)];
  if (!type || !NAME.test(name)) return null;
  try {
    return new Response(await readFile(join(folder, name)), {
      headers: { ...headers, 'content-type': type },
    });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw cause;
  }
}
