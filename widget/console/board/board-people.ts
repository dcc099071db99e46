/** Who should be there now, whether they take tickets, and how many each has: longer bars have more. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Outputs } from '../../client/api.ts';
import { words } from '../words.ts';
import { avatar, presenceWord } from '../parts/marks.ts';
import { boardWords } from './board-words.ts';

type Board = Outputs['board']['now'];
type Person = Board['people'][number];

const personRow = (person: Person, most: number): TemplateResult => {
  const said = boardWords();
  const { openTickets, part, absence, presence, technicalSpecialist } = person;
  return html`<li class="board-person">
    ${avatar(person)}
    <div class="grow">
      <p class="cut">${person.name}</p>
      <p class="board-small">
        ${absence ? said.absence[absence] : presenceWord(presence)}${
          technicalSpecialist ? html` · ${words().ticket.technical}` : nothing
        }${part && !absence ? html` · <span class="nums">${said.part(part.from, part.to)}</span>` : nothing}
      </p>
    </div>
    <div class="board-load">
      <span class="nums">${openTickets === 0 ? said.noTickets : said.open(openTickets)}</span>
      <svg class="board-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${most === 0 ? 0 : (openTickets / most) * 100} height="4" />
      </svg>
    </div>
  </li>`;
};

const listOf = (people: readonly Person[], most: number) =>
  html`<ul class="board-people">
    ${repeat(
      people,
      ({ id }) => id,
      (person) => personRow(person, most),
    )}
  </ul>`;

export const peopleSections = ({ people, byRoster }: Board): TemplateResult => {
  const said = boardWords();
  const most = Math.max(0, ...people.map(({ openTickets }) => openTickets));
  const there = people.filter(({ onShift }) => onShift);
  const others = people.filter(({ onShift }) => !onShift);
  return html`<section>
      <h2>${byRoster ? said.onShift : said.working} <span class="board-n nums">${there.length}</span></h2>
      ${there.length === 0 ? html`<p class="quiet">${said.onShiftNone}</p>` : listOf(there, most)}
    </section>
    ${
      others.length === 0
        ? nothing
        : html`<section>
            <h2>${said.others} <span class="board-n nums">${others.length}</span></h2>
            ${listOf(others, most)}
          </section>`
    }`;
};
