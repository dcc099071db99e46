import { html, type TemplateResult } from 'lit';
import type { DueEffect } from '../../client/api.ts';
import { now } from '../now.ts';
import { time, words } from '../words.ts';

/** What becomes of the due time, before it is done. */
export const effectLine = (effect: DueEffect | null, isAsking: boolean, zone: string): TemplateResult => {
  const { effect: said } = words().ticket;
  const say = (at: number | null) =>
    at === null ? said.none : time().shortDue(at, now(), zone) + time().place(at, zone);
  const was = effect?.old.completionDueAt ?? null;
  const willBe = effect?.new.completionDueAt ?? null;
  return html`<div class="effect" role="status" aria-busy=${isAsking}>
    ${
      effect
        ? html`<span class="quiet">${said.title}:</span> ${
              was === willBe
                ? html`<b>${said.same}</b><span class="soft nums">${say(was)}</span>`
                : html`<span class="soft nums">${said.was} ${say(was)}</span><span aria-hidden="true">→</span>
                    <b class="nums">${said.willBe} ${say(willBe)}</b>`
            }`
        : isAsking
          ? html`<span class="quiet">${said.counting}</span>`
          : ''
    }
  </div>`;
};
