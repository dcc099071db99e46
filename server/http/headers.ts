/** What every answer says of itself, whatever it is, and what the pages say besides. */

/** The console's own page. `smart-support` is how Lit's policy is called in what we build. */
export const consolePolicy = (filesHost: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob:${filesHost === null ? '' : ` ${filesHost}`}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types smart-support',
  ].join('; ');

/** Answers that are no page: nothing in them may run or be framed. */
const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'";

const YEAR_S = 31_536_000;

export function setCommonHeaders(headers: Headers, { https }: { https: boolean }): void {
  const common: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': NO_PAGE_POLICY,
    'cache-control': 'no-store',
    ...(https ? { 'strict-transport-security': `max-age=${YEAR_S}; includeSubDomains` } : {}),
  };
  for (const [name, value] of Object.entries(common)) if (!headers.has(name)) headers.set(name, value);
}
