import './css/console.css';
import { define } from './page-element.ts';
import { applyTheme, settings } from './settings.ts';
import { ConsoleApp } from './shell/console-app.ts';
import { speak } from './words.ts';

applyTheme(settings().theme);
await speak(settings().language);
define('console-app', ConsoleApp);
document.body.append(document.createElement('console-app'));
