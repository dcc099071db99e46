/** What a department's pages are served with. */
import type { RateLimits } from '../../auth/rate-limits.ts';
import type { Keys } from '../../auth/secrets.ts';
import type { Deps } from '../../deps.ts';
import type { Attachments } from '../../files/attachments.ts';
import type { Places } from '../places.ts';
import { DEPARTMENT_POLICY } from './page.ts';

export type DepartmentDoors = {
  deps: Deps;
  attachments: Attachments;
  limits: RateLimits;
  baseUrl: URL;
  keys: Keys;
  places: Places;
  filesMaxBytes: number;
};

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': DEPARTMENT_POLICY,
  // Without a referrer a browser would send no origin with our own form either; to other sites none goes.
  'referrer-policy': 'same-origin',
  'x-robots-tag': 'noindex',
};
