/** What `<script type="module" src="…/feedback.js">` runs: registers `<smart-feedback>`. */
import { FeedbackElement } from './feedback-element.ts';
import { TicketForm } from './form/ticket-form.ts';

// This file lies in `/w/` under the desk's address.
FeedbackElement.base ||= new URL(/* @vite-ignore */ '../', import.meta.url).href;
if (!customElements.get('smart-support-form')) customElements.define('smart-support-form', TicketForm);
if (!customElements.get('smart-feedback')) customElements.define('smart-feedback', FeedbackElement);
