import { define } from '../page-element.ts';
import { MyNoticesPage } from './my-notices-page.ts';

define('my-notices-page', MyNoticesPage);
