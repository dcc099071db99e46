import { html, nothing, type TemplateResult } from 'lit';
import type { StaffTicketView } from '../../client/api.ts';
import { icon } from '../parts/icons.ts';
import { statusMark } from '../parts/marks.ts';
import { secondLineWords } from '../second-line/second-line-words.ts';
import { words } from '../words.ts';
import { type FormAct, isDoneAtOnce, type StaffAct, staffActsIn } from './act-needs.ts';

/** What stands open under the title. */
export type OpenAct = FormAct | 'assign' | 'escalate' | null;

type Acts = {
  ticket: StaffTicketView;
  open: OpenAct;
  busy: boolean;
  onPress(act: StaffAct): void;
  onAssign(): void;
  onEscalate(): void;
};

/** The status and what may be done from it; what is not allowed is not shown. */
export const actsBar = ({ ticket, open, busy, onPress, onAssign, onEscalate }: Acts): TemplateResult => {
  const { ticket: said } = words();
  return html`<div class="acts" role="group" aria-label=${said.acts}>
    ${statusMark(ticket.status)}
    ${staffActsIn(ticket.allowedActs).map(
      (act) =>
        html`<button
          type="button"
          class="btn"
          aria-expanded=${isDoneAtOnce(act) ? nothing : open === act}
          ?disabled=${busy}
          @click=${() => onPress(act)}
        >
          ${said.act[act]}
        </button>`,
    )}
    ${
      ticket.status === 'closed'
        ? nothing
        : html`<button
            type="button"
            class="btn"
            aria-expanded=${open === 'escalate'}
            ?disabled=${busy}
            @click=${onEscalate}
          >
            ${secondLineWords().escalate}
          </button>`
    }
    ${
      ticket.allowedActs.includes('assign')
        ? html`<button type="button" class="btn" aria-expanded=${open === 'assign'} @click=${onAssign}>
            <span class="vh">${said.assign}: </span>${ticket.assignee?.name ?? said.noAssignee}${icon('down')}
          </button>`
        : nothing
    }
  </div>`;
};
