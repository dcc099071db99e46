import { define } from '../page-element.ts';
import { CopyBox } from '../parts/copy-box.ts';
import { CalendarPage } from './calendar-page.ts';
import { IdentityKeys } from './identity-keys.ts';
import { LicenseePage } from './licensee-page.ts';
import { LicenseesPage } from './licensees-page.ts';
import { RegulationPage } from './regulation-page.ts';
import { SiteSection } from './site-section.ts';
import { StaffPage } from './staff-page.ts';

define('copy-box', CopyBox);
define('identity-keys', IdentityKeys);
define('site-section', SiteSection);
define('licensee-page', LicenseePage);
define('licensees-page', LicenseesPage);
define('staff-page', StaffPage);
define('calendar-page', CalendarPage);
define('regulation-page', RegulationPage);
