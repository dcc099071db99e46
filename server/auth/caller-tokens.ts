/** Where a request carries what it is known by. */

export const STAFF_COOKIE = 'smart-support';

const BEARER = /^Bearer ([\w-]{43})$/;
const COOKIE = new RegExp(`(?:^|; )(?:__Host-)?${STAFF_COOKIE}=([^;]{20,200})`);

export const bearerIn = (authorization: string | null | undefined): string | null =>
  BEARER.exec(authorization ?? '')?.[1] ?? null;

export const staffCookieIn = (cookie: string | null | undefined): string | null =>
  COOKIE.exec(cookie ?? '')?.[1] ?? null;
