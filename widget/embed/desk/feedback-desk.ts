import type { TemplateResult } from 'lit/html.js';
import '../../ui/ledger/register-elements.ts';
import type { CustomerTicketView } from '../../client/api.ts';
import { adopt } from '../../ui/adopt.ts';
import { define } from '../../ui/drawn-element.ts';
import { FilesField } from '../files/files-field.ts';
import type { Site } from '../site.ts';
import type { Desk } from './desk.ts';
import { farWordsIn } from './far-words.ts';
import toldCss from '../../ui/told.css?inline';
import farCss from './far-rooms.css?inline';
import { openDesk } from './open-desk.ts';
import { sentTold } from './sent-room.ts';
import { takeBack } from './take-back.ts';
import type { Draft } from '../ticket/ticket-deps.ts';

/** The way to the desk for a form in a page, and what comes of it. */
export function deskOf(site: Site): Promise<Desk> {
  define('smart-support-files', FilesField);
  return openDesk(site);
}

/**
 * What waits for a consent goes back into its form, where it can be given, once nothing else stands there. In words why it
 * was not accepted; empty when nothing came back.
 */
export function cameBack(desk: Desk, draft: Draft): string {
  const entry = desk.waiting.find(
    (each) => each.is === 'submit' && each.input.channel === 'feedback_form' && each.asksConsent,
  );
  if (entry?.is !== 'submit' || draft.read()) return '';
  takeBack(desk, entry, draft);
  return entry.problem ?? '';
}

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
