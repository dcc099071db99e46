/** What `<script type="module" src="…/feedback.js">` runs: registers `<smart-feedback>`. */
import { define } from '../ui/drawn-element.ts';
import { FeedbackElement } from './feedback-element.ts';
import { TicketForm } from './form/ticket-form.ts';

// This file lies in `/w/` under the desk's address.
FeedbackElement.base ||= new URL(/* @vite-ignore */ '../', import.meta.url).href;
define('smart-support-form', TicketForm);
define('smart-feedback', FeedbackElement);
