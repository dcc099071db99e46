import type { SupportElement } from '../support-element.ts';
import { SupportPanel } from './support-panel.ts';
import { TicketForm } from '../form/ticket-form.ts';
import { siteOf } from '../site.ts';
import { define } from '../../ui/drawn-element.ts';

const PANEL = 'smart-support-panel';

export function openPanel(host: SupportElement): SupportPanel {
  define('smart-support-form', TicketForm);
  define(PANEL, SupportPanel);
  const { parts, hear } = host.constructor as typeof SupportElement;
  let panel = host.shadowRoot?.querySelector<SupportPanel>(PANEL);
  if (!panel) {
    const site = siteOf(host, parts.base);
    hear((identity) => site.attend(identity));
    panel = document.createElement(PANEL) as SupportPanel;
    panel.site = site;
    panel.setAttribute('exportparts', 'panel');
    host.shadowRoot?.append(panel);
  }
  panel.dataset.theme = host.dataset.theme ?? '';
  panel.open();
  return panel;
}
