/**
 * `import 'smart-support/widget'`: registers `<smart-support>` and `<smart-feedback>` for a page that is built. Both need
 * `data-server`, the desk's address.
 */
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
const elements: [string, CustomElementConstructor][] = [
  ['smart-support-form', TicketForm],
  ['smart-support', SupportElement],
  ['smart-feedback', FeedbackElement],
];
for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);

export { FeedbackElement, SupportElement };
export { SupportCloseEvent, SupportOpenEvent, SupportSentEvent, SupportUnreadEvent } from './events.ts';
