/** A clock in one line: its outcome, or by when and how much is left. */
import { html, type TemplateResult } from 'lit';
import type { DueClock } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { now } from '../now.ts';
import { time, words } from '../words.ts';

export type ClockLine = { state: TemplateResult; tail: string };

const mark = (is: string, name: 'met' | 'alert' | 'pause', text: string) =>
  html`<span class="state" data-is=${is}>${glyph(name)}<span>${text}</span></span>`;

export const clockLine = (clock: DueClock, zone: string): ClockLine => {
  const said = words().ticket;
  const at = now();
  const when = (instant: number | null) =>
    instant === null ? '' : time().shortDue(instant, at, zone) + time().place(instant, zone);
  switch (clock.state) {
    case 'met':
      return { state: mark('met', 'met', said.met), tail: when(clock.endedAt) };
    case 'missed':
      return { state: mark('missed', 'alert', said.missed), tail: when(clock.endedAt) };
    case 'overdue':
      return {
        state: mark(
          'breached',
          'alert',
          said.overdue(time().lateBy((clock.pausedSince ?? at) - (clock.dueAt ?? at))),
        ),
        tail: said.due(when(clock.dueAt)),
      };
    case 'paused':
      return {
        state: mark('paused', 'pause', said.stands),
        tail: clock.left === null ? '' : said.standsLeft(time().leftOf(Math.max(clock.left, 0))),
      };
    case 'no_target':
      return { state: html`<span>${said.noTarget}</span>`, tail: '' };
    case 'dropped':
      return { state: html`<span class="quiet">${said.dropped}</span>`, tail: '' };
    default: {
      if (clock.dueAt === null) return { state: html`<span>${said.noTarget}</span>`, tail: '' };
      const left = clock.dueAt - at;
      const due = html`<b class="nums strong"
        ><time datetime=${new Date(clock.dueAt).toISOString()}>${said.due(when(clock.dueAt))}</time></b
      >`;
      if (left < 0) {
        return {
          state: mark('breached', 'alert', said.overdue(time().lateBy(-left))),
          tail: said.due(when(clock.dueAt)),
        };
      }
      return { state: due, tail: time().leftOf(left) };
    }
  }
};
