import { html, type TemplateResult } from 'lit';
import { now } from '../now.ts';
import { time, words } from '../words.ts';
import { type Filter, isFiltered } from './filter.ts';

/** An empty list says what was looked for and where, and offers the next thing to try. */
export const emptyQueue = (
  filter: Filter,
  { searchAll, nextDueAt, zone }: { searchAll: () => void; nextDueAt: number | null; zone: string },
): TemplateResult => {
  const { queue } = words();
  if (nextDueAt !== null) {
    return html`<p class="waits">${queue.emptyUntil(time().shortDue(nextDueAt, now(), zone))}</p>`;
  }
  if (filter.search && filter.status === 'all') {
    return html`<p class="waits">${queue.emptySearchAll(filter.search)}</p>`;
  }
  if (filter.search) {
    return html`<p class="waits">
      ${queue.emptySearch(filter.search)}.
      <button type="button" class="btn btn-text" @click=${searchAll}>${queue.searchAll}</button>
    </p>`;
  }
  return html`<p class="waits">${isFiltered(filter) ? queue.emptyFiltered : queue.empty}</p>`;
};
