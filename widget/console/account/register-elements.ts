import { define } from '../page-element.ts';
import { CopyBox } from '../parts/copy-box.ts';
import { AccountPage } from './account-page.ts';
import { OwnPassword } from './own-password.ts';
import { SecondFactor } from './second-factor.ts';

define('copy-box', CopyBox);
define('own-password', OwnPassword);
define('second-factor', SecondFactor);
define('account-page', AccountPage);
