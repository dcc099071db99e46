import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import { adopt } from '../../ui/adopt.ts';
import { define } from '../../ui/drawn-element.ts';
import { FilesField } from '../files/files-field.ts';
import type { Site } from '../site.ts';
import type { Frame, Screen } from '../panel/screen.ts';
import type { Desk } from './desk.ts';
import { homeLists } from './home-lists.ts';
import { openDesk } from './open-desk.ts';
import told from '../../ui/told.css?inline';
import css from './rooms.css?inline';
import { drawn } from '../../ui/icons.ts';
import { farWordsIn } from './far-words.ts';
import type { FarRooms } from './far-rooms.ts';

/** Everything of the panel that needs the desk's answers; drawn anew whenever they change. */
export type Rooms = {
  desk: Desk;
  /** Fetches the rooms behind the first ones ahead of need. */
  bring(): void;
  /** Under the panel's name: whether the desk is open. */
  hours(): unknown;
  /** Over all of it, while something is the matter. */
  strap(screen: Screen): unknown;
  home(): TemplateResult;
  title(screen: Screen): unknown;
  room(screen: Screen): unknown;
  /** For the live region. */
  said(screen: Screen): string;
};

export async function roomsFor(site: Site, panel: Frame): Promise<Rooms> {
  const desk = await openDesk(site);
  const { words } = desk;
  adopt(panel.renderRoot, told, css);
  define('smart-support-files', FilesField);
  let far: FarRooms | null = null;
  let coming: Promise<void> | null = null;
  let missing = false;

  /** The rooms behind the first ones: on their way once a form is open, so that they are there without a network. */
  const bring = (): void => {
    coming ??= Promise.all([import('./far-rooms-door.ts'), farWordsIn(site.language)])
      .then(([{ farRooms }, farWords]) => {
        far = farRooms({ desk, panel, words: farWords });
        panel.requestUpdate();
      })
      .catch((cause) => {
        missing = true;
        console.warn('smart-support: a part of the panel did not load', cause);
        panel.requestUpdate();
      });
  };
  const again = (): void => {
    missing = false;
    coming = null;
    panel.requestUpdate();
  };
  addEventListener('online', () => missing && again());
  // Only where they have asked for it: nobody else fetches a byte of it.
  if (globalThis.Notification?.permission === 'granted')
    void import('./far-rooms-door.ts').then(({ tellOfNews }) => tellOfNews(desk)).catch(() => {});

  return {
    desk,
    bring,
    hours: () => hours(desk),
    strap: (screen) => strap(desk, screen),
    home: () => homeLists(desk, panel),
    title(screen) {
      if (screen.is === 'unsent') return desk.waiting.length === 0 && desk.news ? words.back : words.notSent;
      if (screen.is === 'telling') return words.telling;
      if (!('id' in screen)) return html`<span class="vh">${words.ticket}</span>`;
      const number = desk.ticket?.id === screen.id ? desk.ticket.number : null;
      return html`${screen.is === 'ledger' ? words.why : words.ticket}
      ${number === null ? nothing : html`<span class="num nums">${words.number(number)}</span>`}`;
    },
    room(screen) {
      bring();
      if (far) return far(screen);
      return html`<div class="body">
        ${
          missing
            ? html`<p>${words.notOpened}</p>
                <button class="btn" @click=${again}>${words.readAgain}</button>`
            : html`<p class="quiet">${words.reading}</p>`
        }
      </div>`;
    },
    said(screen) {
      if (screen.is === 'sent') return words.accepted(screen.view.number);
      if (desk.news) return desk.news;
      return '';
    },
  };
}

function hours({ view, words, now }: Desk): TemplateResult {
  if (!view) return html`${words.reading}`;
  const { time } = words;
  const { open, changesAt, timeZone } = view;
  const always = changesAt > now + 400 * 86_400_000;
  const place = always ? '' : time.place(changesAt, timeZone);
  const told = always
    ? words.openAlways
    : open
      ? words.openUntil(time.dueBy(changesAt, now, timeZone) + place)
      : words.opensAt(time.opensAt(changesAt, now, timeZone) + place);
  return html`<span class="dot" ?data-off=${!open}></span>${told}`;
}

/** Said where one looks first, and plainly. */
function strap(desk: Desk, screen: Screen): TemplateResult | typeof nothing {
  const { words, lost, busy, problem, site } = desk;
  if (problem) return html`<div class="strap" role="alert">${problem}</div>`;
  if (busy && !lost) return html`<div class="strap" role="status">${words.busy}</div>`;
  if (!lost) return nothing;
  const kept = site.kept.lasts ? words.keptHere : words.keptInPage;
  const more = screen.is === 'form' || screen.is === 'unsent' ? kept : desk.rows ? words.lostReading : '';
  return html`<div class="strap" role="status">
    ${drawn(svg`<path d="M1.8 6.6a8.8 8.8 0 0 1 12.4 0M4.4 9.3a5.1 5.1 0 0 1 7.2 0M8 12.3v.01M3 2.5l10 11"/>`)}<span
      ><b>${words.lost}</b> ${more}</span
    >
  </div>`;
}
