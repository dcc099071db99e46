/** Built files, by exact name: a name is one segment of letters we use, so that there is no path to walk. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { acceptedEncodings } from './encoding.ts';

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

/** Pictures and fonts are compressed in themselves: the build lays no second form beside them. */
const COMPRESSED_BY_BUILD = /\.(js|css|html|svg)$/;

/** Null where there is no such file. */
export async function bytesOf(path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw cause;
  }
}

export type Asked = { name: string; acceptEncoding: string | undefined };

/** Null when there is no such file, or it is none of those we serve. */
export async function asset(
  folder: string,
  { name, acceptEncoding }: Asked,
  headers: Record<string, string>,
): Promise<Response | null> {
  const type = TYPES[extname(name)];
  if (!type || !NAME.test(name)) return null;
  const path = join(folder, name);
  const answer = (bytes: Buffer<ArrayBuffer>, more: Record<string, string>) =>
    new Response(bytes, {
      headers: { ...headers, ...more, 'content-type': type, 'content-length': String(bytes.byteLength) },
    });
  const vary: Record<string, string> = COMPRESSED_BY_BUILD.test(name) ? { vary: 'Accept-Encoding' } : {};
  for (const encoding of vary['vary'] ? acceptedEncodings(acceptEncoding) : []) {
    const packed = await bytesOf(path + encoding.suffix);
    if (packed) return answer(packed, { ...vary, 'content-encoding': encoding.name });
  }
  const plain = await bytesOf(path);
  return plain && answer(plain, vary);
}
