import { define } from '../page-element.ts';
import { DepartmentSection } from './department-section.ts';
import { DepartmentsPage } from './departments-page.ts';
import { OpenQuestionsPage } from './open-questions-page.ts';

define('open-questions-page', OpenQuestionsPage);
define('departments-page', DepartmentsPage);
define('department-section', DepartmentSection);
