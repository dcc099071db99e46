import '../css/rules.css';
import { define } from '../page-element.ts';
import { ApplyDialog } from './apply-dialog.ts';
import { RulesEffect } from './rules-effect.ts';
import { RulesCalendar } from './rules-calendar.ts';
import { RulesPage } from './rules-page.ts';
import { RulesReplay } from './rules-replay.ts';
import { RulesVersions } from './rules-versions.ts';
import { TwoLedgers } from './two-ledgers.ts';

define('two-ledgers', TwoLedgers);
define('apply-rules', ApplyDialog);
define('rules-effect', RulesEffect);
define('rules-replay', RulesReplay);
define('rules-calendar', RulesCalendar);
define('rules-versions', RulesVersions);
define('rules-page', RulesPage);
