/**
 * What is asked of the desk's security and reliability, in our own words, and which tests keep each of it. A test counts
 * once it was seen to fail without its guard, so each row names guards of `guards/`; where there is nothing that could be
 * taken out, it says why. What is not kept says what it would take. `requirements.test.ts` sees that all this is so.
 */

import { IDENTITY } from './requirements/identity.ts';
import { ADVISORIES } from './requirements/advisories.ts';
import { BROWSER } from './requirements/browser.ts';
import { PRIVACY } from './requirements/privacy.ts';
import { RELIABILITY } from './requirements/reliability.ts';
import { VERIFICATION } from './requirements/verification.ts';
import type { Rows } from './requirements/row.ts';

export const REQUIREMENTS: Rows = {
  ...IDENTITY,
  ...ADVISORIES,
  ...BROWSER,
  ...PRIVACY,
  ...RELIABILITY,
  ...VERIFICATION,
};
