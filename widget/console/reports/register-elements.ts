import { define } from '../page-element.ts';
import { BreachList } from './breach-list.ts';
import { ReportPage } from './report-page.ts';

define('breach-list', BreachList);
define('report-page', ReportPage);
