/**
 * `import 'smart-support/widget'`: registers `<smart-support>` and `<smart-feedback>` for a page that is built. Both need
 * `data-server`, the desk's address.
 */
import { define } from '../ui/drawn-element.ts';
import { FeedbackElement } from './feedback-element.ts';
import { TicketForm } from './form/ticket-form.ts';
import { SupportElement } from './support-element.ts';

const base = document.baseURI;
FeedbackElement.base ||= base;
SupportElement.parts ??= {
  base,
  panel: () => import('./panel.ts'),
  unread: () => import('./unread.ts'),
};
if (!customElements.get('smart-support')) customElements.define('smart-support', SupportElement);
define('smart-support-form', TicketForm);
define('smart-feedback', FeedbackElement);

export { FeedbackElement, SupportElement };
export { SupportCloseEvent, SupportOpenEvent, SupportSentEvent, SupportUnreadEvent } from './events.ts';
