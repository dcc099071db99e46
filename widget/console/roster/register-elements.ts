import { define } from '../page-element.ts';
import { AbsenceDialog } from './absence-dialog.ts';
import { RosterGrid } from './roster-grid.ts';
import { RosterPage } from './roster-page.ts';

define('absence-dialog', AbsenceDialog);
define('roster-grid', RosterGrid);
define('roster-page', RosterPage);
