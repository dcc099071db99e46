import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { StaffMe } from '../../client/api.ts';
import type { QueueRead } from '../queue/read-queue.ts';
import { address, type Place } from '../router.ts';
import { words } from '../words.ts';
import { pageBar } from './page-bar.ts';

/** Which element shows a place. The elements are registered by the parts that `pages.ts` brings. */
export const pageOf = (place: Place, me: StaffMe, first: Promise<QueueRead> | null): TemplateResult => {
  switch (place.page) {
    case 'queue':
      return html`<desk-queue .me=${me} .search=${place.search} .first=${first}></desk-queue>`;
    case 'ticket':
      return html`${keyed(place.id, html`<ticket-page .me=${me} .ticketId=${place.id}></ticket-page>`)}`;
    case 'board':
      return html`<board-page .me=${me}></board-page>`;
    case 'register':
      return html`<register-page .me=${me}></register-page>`;
    case 'roster':
      return html`<roster-page .me=${me} .date=${place.date} .period=${place.period}></roster-page>`;
    case 'licensees':
      return html`<licensees-page .me=${me}></licensees-page>`;
    case 'licensee':
      return html`${keyed(place.id, html`<licensee-page .me=${me} .licenseeId=${place.id}></licensee-page>`)}`;
    case 'staff':
      return html`<staff-page .me=${me}></staff-page>`;
    case 'calendar':
      return html`<calendar-page .me=${me} .year=${place.year}></calendar-page>`;
    case 'rules':
      return html`<rules-page .me=${me} .tab=${place.tab}></rules-page>`;
    case 'reports':
      return html`${keyed(place.month, html`<report-page .me=${me} .month=${place.month}></report-page>`)}`;
    case 'account':
      return html`<account-page></account-page>`;
    case 'delivery':
      return html`<delivery-page .me=${me}></delivery-page>`;
    case 'second-line':
      return html`<open-questions-page .me=${me}></open-questions-page>`;
    case 'departments':
      return html`<departments-page .me=${me}></departments-page>`;
    case 'person':
      return html`${keyed(place.id, html`<person-page .me=${me} .personId=${place.id}></person-page>`)}`;
    case 'audit':
      return html`<audit-page .me=${me}></audit-page>`;
    case 'regulation':
      return html`<regulation-page .me=${me}></regulation-page>`;
    case 'my-notices':
      return html`<my-notices-page .me=${me}></my-notices-page>`;
    default:
      return html`${pageBar({ title: words().notFound })}
        <p class="page-body"><a href=${address.queue()}>${words().toQueue}</a></p>`;
  }
};
