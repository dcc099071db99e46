import type { TemplateResult } from 'lit/html.js';
import '../../ui/ledger/register-elements.ts';
import type { CustomerTicketView } from '../../client/api.ts';
import { adopt } from '../../ui/adopt.ts';
import type { Desk } from './desk.ts';
import { farWordsIn } from './far-words.ts';
import toldCss from '../../ui/told.css?inline';
import farCss from './far-rooms.css?inline';
import { openDesk } from './open-desk.ts';
import { sentTold } from './sent-room.ts';

/** The way to the desk for a form in a page, and what comes of it. */
export const deskOf = openDesk;

/** What stands in a page where its form stood. */
export async function told(
  view: CustomerTicketView,
  desk: Desk,
  root: HTMLElement | DocumentFragment,
): Promise<TemplateResult> {
  const words = await farWordsIn(desk.site.language);
  adopt(root, toldCss, farCss);
  return sentTold(view, desk, words);
}
