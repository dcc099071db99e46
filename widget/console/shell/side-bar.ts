import { COUNTED_UP_TO } from '../../../shared/queue.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { LANGUAGES, type Language, PRESENCES, type Presence } from '../../../shared/ticket.ts';
import type { QueueCounts, StaffMe } from '../../client/api.ts';
import { glyph, icon, type IconName } from '../parts/icons.ts';
import { address, type Place } from '../router.ts';
import type { Settings, Theme } from '../settings.ts';
import { words } from '../words.ts';
import { VIEWS } from './views.ts';

export type SettingsChange = Partial<Settings>;

type Side = {
  me: StaffMe;
  counts: QueueCounts | null;
  place: Place;
  settings: Settings;
  onPresence(presence: Presence): void;
  onSettings(change: SettingsChange): void;
  onSignOut(): void;
  onClose(): void;
};

type Item = {
  href: string;
  label: string;
  here: boolean;
  icon?: IconName;
  count?: number | undefined;
  alarm?: boolean;
};

const item = ({ href, label, here, icon: name, count, alarm }: Item): TemplateResult =>
  html`<a href=${href} aria-current=${here ? 'page' : nothing}
    >${name ? icon(name) : nothing}<span class="cut">${label}</span>${
      count === undefined
        ? nothing
        : html`<span class="n nums"
            >${alarm && count > 0 ? html`<span class="state" data-is="missed">${glyph('alert')}${shown(count)}</span>` : shown(count)}</span
          >`
    }</a
  >`;

const shown = (count: number): string => (count > COUNTED_UP_TO ? `${COUNTED_UP_TO}+` : String(count));

const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;

const LANGUAGE_NAMES: Record<Language, string> = { ru: 'Русский', en: 'English' };

const closeMenu = (event: Event) =>
  (event.currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();

const settingsBox = ({ settings, onSettings, onSignOut }: Side): TemplateResult => {
  const { nav } = words();
  return html`<div class="menu-box" id="settings" popover>
    <label class="menu-line" for="set-language">${nav.language}</label>
    <span class="select"
      ><select
        class="input"
        id="set-language"
        @change=${(event: Event) => onSettings({ language: chosen(event) as Language })}
      >
        ${LANGUAGES.map(
          (each) =>
            html`<option value=${each} lang=${each} ?selected=${each === settings.language}>
              ${LANGUAGE_NAMES[each]}
            </option>`,
        )}</select
      >${icon('down')}</span
    >
    <label class="menu-line" for="set-theme">${nav.theme}</label>
    <span class="select"
      ><select
        class="input"
        id="set-theme"
        @change=${(event: Event) => onSettings({ theme: chosen(event) as Theme })}
      >
        ${(['system', 'light', 'dark'] as const).map(
          (each) =>
            html`<option value=${each} ?selected=${each === settings.theme}>${nav.themes[each]}</option>`,
        )}</select
      >${icon('down')}</span
    >
    <label class="menu-check"
      ><input
        type="checkbox"
        .checked=${settings.keys}
        @change=${(event: Event) => onSettings({ keys: (event.target as HTMLInputElement).checked })}
      />${nav.keys}</label
    >
    <a class="btn btn-wide" href=${address.myNotices()} @click=${closeMenu}>${nav.myNotices}</a>
    <a class="btn btn-wide" href=${address.account()}>${nav.account}</a>
    <button type="button" class="btn btn-wide" @click=${onSignOut}>${nav.signOut}</button>
  </div>`;
};

const foot = (side: Side): TemplateResult => {
  const { nav, presence, presenceMeans } = words();
  const { me } = side;
  return html`<div class="me">
    <span class="who" aria-hidden="true">${me.initials}</span>
    <div class="grow">
      <p class="cut me-name">${me.name}</p>
      <span class="presence" data-is=${me.presence}>
        <select
          aria-label=${nav.presence}
          @change=${(event: Event) => side.onPresence(chosen(event) as Presence)}
        >
          ${PRESENCES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === me.presence}>${presence[each]}</option>`,
          )}
        </select>
      </span>
      <p class="presence-means">${presenceMeans[me.presence]}</p>
    </div>
    <button type="button" class="btn btn-icon" popovertarget="settings" aria-label=${nav.settings}>
      ${icon('settings')}
    </button>
    ${settingsBox(side)}
  </div>`;
};

/** Sections, views of the queue with their counts, and at the foot who I am and whether I take new tickets. */
export const sideBar = (side: Side): TemplateResult => {
  const { nav, brand, desk, close } = words();
  const { counts, place, me } = side;
  const search = place.page === 'queue' ? place.search : null;
  const isView = VIEWS.some((view) => view.search === search);
  const inside = (page: Place['page']) => place.page === page;
  return html`<aside class="side">
    <p class="brand">
      ${brand}<small>${desk}</small>
      <button type="button" class="btn btn-icon side-close" aria-label=${close} @click=${side.onClose}>
        ${icon('close')}
      </button>
    </p>
    <nav class="nav" aria-label=${nav.sections}>
      ${item({
        href: address.queue(),
        label: nav.queue,
        here: (inside('queue') && !isView) || inside('ticket'),
        icon: 'list',
        count: counts?.open,
      })}
      ${item({ href: address.board(), label: nav.board, here: inside('board'), icon: 'clock' })}
      ${item({ href: address.register(), label: nav.register, here: inside('register'), icon: 'plus' })}
      ${item({ href: address.roster(), label: nav.roster, here: inside('roster'), icon: 'roster' })}
      ${item({ href: address.secondLine(), label: nav.secondLine, here: inside('second-line'), icon: 'line' })}
      ${item({ href: address.reports(), label: nav.reports, here: inside('reports'), icon: 'chart' })}
    </nav>
    <nav class="nav" aria-label=${nav.viewsLabel}>
      <h2>${nav.views}</h2>
      ${VIEWS.map((view) =>
        item({
          href: address.queue(view.search),
          label: nav[view.name],
          here: view.search === search,
          count: counts?.[view.count],
          alarm: view.name === 'overdue',
        }),
      )}
    </nav>
    ${
      me.role === 'agent'
        ? nothing
        : html`<nav class="nav" aria-label=${nav.administration}>
            <h2>${nav.administration}</h2>
            ${item({
              href: address.licensees(),
              label: nav.licensees,
              here: inside('licensees') || inside('licensee'),
            })}
            ${item({ href: address.staff(), label: nav.staff, here: inside('staff') })}
            ${item({ href: address.departments(), label: nav.departments, here: inside('departments') })}
            ${item({ href: address.rules(), label: nav.rules, here: inside('rules') })}
            ${item({ href: address.delivery(), label: nav.delivery, here: inside('delivery') })}
            ${
              me.role === 'administrator'
                ? item({ href: address.audit(), label: nav.audit, here: inside('audit') })
                : nothing
            }
          </nav>`
    }
    <nav class="nav" aria-label=${nav.reference}>
      <h2>${nav.reference}</h2>
      ${item({ href: address.calendar(), label: nav.calendar, here: inside('calendar') })}
      ${item({ href: address.regulation(), label: nav.regulation, here: inside('regulation') })}
    </nav>
    ${foot(side)}
  </aside>`;
};
