import { define } from '../page-element.ts';
import { AuditPage } from './audit-page.ts';
import { PersonPage } from './person-page.ts';

define('person-page', PersonPage);
define('audit-page', AuditPage);
