/** The first column as it is said aloud, and beside it which promise and when. */
import { html, type TemplateResult } from 'lit';
import type { StaffTicketRow } from '../../client/api.ts';
import { glyph } from '../parts/icons.ts';
import { time, words } from '../words.ts';

const HOUR = 3_600_000;
type Row = Pick<StaffTicketRow, 'due' | 'status' | 'statusSince' | 'updatedAt'>;

export type TimeLeft = {
  is: 'breached' | 'soon' | 'plain' | 'paused' | 'met' | 'missed' | 'none';
  left: string;
  what: string;
  /** The whole time, for whoever hears the row instead of seeing it. */
  full: string | null;
};

export const timeLeft = (row: Row, at: number, zone: string): TimeLeft => {
  const said = words().queue;
  const { due } = row;
  const clock = due.clock === 'reaction' ? said.reaction : said.completion;
  if (row.status === 'closed') {
    const outcome = due.state === 'missed' ? 'missed' : due.state === 'met' ? 'met' : 'none';
    const closed = said.closedAt(time().agoOrAt(row.statusSince, at, zone));
    return { is: outcome, left: outcome === 'none' ? said.dropped : said[outcome], what: closed, full: null };
  }
  if (due.pausedSince !== null && due.state === 'paused') {
    const since = said.waitingSince(time().agoOrAt(due.pausedSince, at, zone));
    return { is: 'paused', left: time().leftOf(at - due.pausedSince), what: since, full: null };
  }
  if (due.at === null) {
    return { is: 'none', left: said.noTarget, what: said.waitsEstimate, full: null };
  }
  const clockTime = time().time(due.at, zone);
  const what = due.promised ? said.promised(clockTime) : clock(clockTime);
  const full = time().dueBy(due.at, at, zone) + time().place(due.at, zone);
  if (due.at < at || due.state === 'overdue') {
    return {
      is: 'breached',
      left: time().lateBy((due.pausedSince ?? at) - due.at),
      what,
      full: said.lateSince(full),
    };
  }
  const left = time().nearness(due.at, at, zone);
  return { is: due.at - at < HOUR ? 'soon' : 'plain', left, what, full: said.dueIn(full) };
};

const GLYPH = { breached: 'alert', soon: 'clock', paused: 'pause', met: 'met', missed: 'alert' } as const;

export const timeLeftCell = ({ is, left, full }: TimeLeft): TemplateResult => {
  const label = full ? html`<span class="vh">, ${full}</span>` : '';
  if (is === 'plain' || is === 'none') return html`<span class="nums">${left}${label}</span>`;
  return html`<span class="state" data-is=${is}>${glyph(GLYPH[is])}<span>${left}${label}</span></span>`;
};
