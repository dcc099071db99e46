/** Where a widget may stand: exact scheme, host and port, compared as the browser sends them. */

/** The origin in the browser's own spelling, or null when it is no origin of a page on the web. */
export function exactOrigin(written: string): string | null {
  const url = URL.parse(written.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  // A star would be taken for a wildcard by people and is none here.
  return bare && !url.hostname.endsWith('.') && !url.hostname.includes('*') ? url.origin : null;
}

/**
 * A request without `Origin` is no page of somebody else's: browsers send it with everything that crosses origins. `null` is
 * a sandboxed frame or a file, and is nobody's.
 */
export const isOriginOf = (site: { origins: readonly string[] }, origin: string | null): boolean =>
  origin === null || site.origins.includes(origin);
