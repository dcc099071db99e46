/** How a file leaves: a picture may be looked at, all else is a download, and nothing in it can run as ours. */
import type { StoredFile } from '../store/files.ts';
import { contentDisposition } from './file-name.ts';

export function servingHeaders(
  file: Pick<StoredFile, 'name' | 'type' | 'bytes' | 'picture'>,
  /** `cross-origin` only where a licensee's page shows it, by a link that ends within a minute. */
  resource: 'same-origin' | 'cross-origin' = 'same-origin',
): Record<string, string> {
  return {
    'content-type': file.type === 'text/plain' ? 'text/plain; charset=utf-8' : file.type,
    'content-length': String(file.bytes),
    'content-disposition': contentDisposition(file.picture ? 'inline' : 'attachment', file.name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': resource,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  };
}
