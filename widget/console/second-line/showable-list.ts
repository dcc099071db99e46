import { html, nothing, type TemplateResult } from 'lit';
import type { SaidView, TicketSecondLine, TopicView } from '../../client/api.ts';
import { now } from '../now.ts';
import { language, time, words } from '../words.ts';
import { secondLineWords } from './second-line-words.ts';

/** What of the conversation goes along. A file goes only with the entry it belongs to. */
export type Chosen = { entries: readonly number[]; files: readonly string[] };

const who = ({ name, side }: SaidView): string => name || secondLineWords().form.side[side];

const entryToggled =
  (said: SaidView, isShown: boolean) =>
  (before: Chosen): Chosen => {
    const own = said.files.map(({ id }) => id);
    return isShown
      ? { ...before, entries: [...before.entries, said.seq] }
      : {
          entries: before.entries.filter((seq) => seq !== said.seq),
          files: before.files.filter((id) => !own.includes(id)),
        };
  };

const fileToggled =
  (seq: number, id: string, isShown: boolean) =>
  (before: Chosen): Chosen => ({
    entries: isShown && !before.entries.includes(seq) ? [...before.entries, seq] : before.entries,
    files: isShown ? [...before.files, id] : before.files.filter((each) => each !== id),
  });

const isOn = (event: Event): boolean => (event.target as HTMLInputElement).checked;

export const showableList = (
  showable: readonly SaidView[],
  chosen: Chosen,
  zone: string,
  onChange: (change: (before: Chosen) => Chosen) => void,
): TemplateResult => {
  const { form } = secondLineWords();
  return html`<fieldset class="field showable">
    <legend>${form.show} <span class="hint">${form.showHint}</span></legend>
    ${showable.length === 0 ? html`<p class="quiet">${form.nothingToShow}</p>` : nothing}
    <ul>
      ${showable.map(
        (said) =>
          html`<li>
            <label class="choice"
              ><input
                type="checkbox"
                .checked=${chosen.entries.includes(said.seq)}
                @change=${(event: Event) => onChange(entryToggled(said, isOn(event)))}
              /><span class="cut"
                ><b>${who(said)}</b>
                <span class="quiet nums">${time().saidAt(said.at, now(), zone)}</span> ${said.text}</span
              ></label
            >
            ${said.files.map(
              ({ id, name }) =>
                html`<label class="choice shown-file"
                  ><input
                    type="checkbox"
                    .checked=${chosen.files.includes(id)}
                    @change=${(event: Event) => onChange(fileToggled(said.seq, id, isOn(event)))}
                  /><span class="cut">${name}</span></label
                >`,
            )}
          </li>`,
      )}
    </ul>
  </fieldset>`;
};

type Leaving = {
  number: number;
  of: TicketSecondLine;
  topic: TopicView | null;
  question: string;
  files: readonly string[];
  chosen: Chosen;
};

/** All that the department will see, and nothing beside it. */
export const leavingTemplate = ({ number, of, topic, question, files, chosen }: Leaving): TemplateResult => {
  const { form } = secondLineWords();
  const shown = of.showable.filter(({ seq }) => chosen.entries.includes(seq));
  return html`<details class="leaving">
    <summary>${form.preview}</summary>
    <div class="leaving-in" tabindex="0" role="group" aria-label=${form.preview}>
      <p>
        <b>${words().ticket.number(number)} ${of.title}</b><br /><span class="soft"
          >${[of.licensee, topic?.name[language()]].filter(Boolean).join(' · ')}</span
        >
      </p>
      <p class="text">${question.trim() || '…'}</p>
      ${files.length > 0 ? html`<p class="soft">${form.attached}: ${files.join(', ')}</p>` : nothing}
      ${shown.length === 0 ? html`<p class="soft">${form.nothingShown}</p>` : nothing}
      ${shown.map((said) => {
        const names = said.files.filter(({ id }) => chosen.files.includes(id)).map(({ name }) => name);
        return html`<div>
          <b>${who(said)}</b>
          <p class="text">${said.text}</p>
          ${names.length > 0 ? html`<p class="soft">${names.join(', ')}</p>` : nothing}
        </div>`;
      })}
    </div>
  </details>`;
};
