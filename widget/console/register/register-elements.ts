import { define } from '../page-element.ts';
import { PersonField } from './person-field.ts';
import { RegisterPage } from './register-page.ts';

define('person-field', PersonField);
define('register-page', RegisterPage);
