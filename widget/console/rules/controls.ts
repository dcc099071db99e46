/** Fields of the draft: each bound to its path, with what the check says of it beside it. */
import { html, nothing, type TemplateResult } from 'lit';
import { errorLine, field } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { fieldOf, numberTyped, type Path, problemsAt, valueAt } from './content.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { problemText, rulesWords } from './rules-words.ts';

export type Editing = { keeper: DraftKeeper; mayChange: boolean };

const idOf = (path: Path) => `r-${path.join('-')}`;

export const read = ({ keeper }: Editing, path: Path): unknown => valueAt(keeper.content?.regulation, path);

export const problemOf = ({ keeper }: Editing, path: Path): string =>
  problemsAt(keeper.problems, fieldOf(path))
    .map(({ says }) => problemText(says))
    .join('. ');

const valueIn = (event: Event): string => (event.target as HTMLInputElement).value;
const checkedIn = (event: Event): boolean => (event.target as HTMLInputElement).checked;

type NumberField = { label: string; hint?: string; nullable?: boolean; scale?: number };

export const numberField = (editing: Editing, path: Path, options: NumberField): TemplateResult => {
  const { label, hint, nullable = false, scale = 1 } = options;
  const value = read(editing, path);
  const shown = typeof value === 'number' ? String(value / scale) : typeof value === 'string' ? value : '';
  const typed = (text: string): unknown => {
    const number = numberTyped(text);
    if (text === '' && nullable) return null;
    return typeof number === 'number' ? Number((number * scale).toFixed(3)) : number;
  };
  return field(
    { id: idOf(path), label, hint, problem: problemOf(editing, path) },
    ({ id, by, invalid }) =>
      html`<input
        class="input nums"
        type="number"
        inputmode="decimal"
        step=${1 / scale}
        id=${id}
        .value=${shown}
        aria-describedby=${by}
        aria-invalid=${invalid}
        ?disabled=${!editing.mayChange}
        @input=${(event: Event) => editing.keeper.set(path, typed(valueIn(event)))}
      />`,
  );
};

export const textField = (editing: Editing, path: Path, label: string, type = 'text'): TemplateResult =>
  field(
    { id: idOf(path), label, problem: problemOf(editing, path) },
    ({ id, by, invalid }) =>
      html`<input
        class="input"
        type=${type}
        id=${id}
        .value=${String(read(editing, path) ?? '')}
        aria-describedby=${by}
        aria-invalid=${invalid}
        autocomplete="off"
        ?disabled=${!editing.mayChange}
        @input=${(event: Event) => editing.keeper.set(path, valueIn(event))}
      />`,
  );

type Choice = { value: string; says: string };

export const selectField = (
  editing: Editing,
  path: Path,
  label: string,
  choices: readonly Choice[],
): TemplateResult => {
  const chosen = read(editing, path);
  return field(
    { id: idOf(path), label, problem: problemOf(editing, path) },
    ({ id, by, invalid }) =>
      html`<span class="select"
        ><select
          class="input"
          id=${id}
          aria-describedby=${by}
          aria-invalid=${invalid}
          ?disabled=${!editing.mayChange}
          @change=${(event: Event) => editing.keeper.set(path, valueIn(event))}
        >
          ${choices.map(({ value, says }) => html`<option value=${value} ?selected=${value === chosen}>${says}</option>`)}</select
        >${icon('down')}</span
      >`,
  );
};

type Check = { label: string | TemplateResult; checked: boolean; disabled: boolean; name?: string };

export const check = (
  { label, checked, disabled, name }: Check,
  set: (on: boolean) => void,
): TemplateResult =>
  html`<label class="choice"
    ><input
      type="checkbox"
      aria-label=${name ?? nothing}
      .checked=${checked}
      ?disabled=${disabled}
      @change=${(event: Event) => set(checkedIn(event))}
    />${label}</label
  >`;

export const checkField = (editing: Editing, path: Path, label: string): TemplateResult =>
  html`<label class="choice"
    ><input
      type="checkbox"
      .checked=${read(editing, path) === true}
      ?disabled=${!editing.mayChange}
      @change=${(event: Event) => editing.keeper.set(path, checkedIn(event))}
    />${label}</label
  >`;

/** One of a list of plain values, in or out. */
export const memberField = (
  editing: Editing,
  path: Path,
  { value, label, name }: { value: unknown; label: string; name?: string },
): TemplateResult => {
  const list = (read(editing, path) as readonly unknown[] | undefined) ?? [];
  const set = (event: Event) => {
    const others = list.filter((each) => each !== value);
    const next = checkedIn(event) ? [...others, value] : others;
    editing.keeper.set(
      path,
      typeof value === 'number' ? next.toSorted((a, b) => Number(a) - Number(b)) : next,
    );
  };
  return html`<label class="choice"
    ><input
      type="checkbox"
      .checked=${list.includes(value)}
      ?disabled=${!editing.mayChange}
      @change=${set}
    /><span class=${name ? 'vh' : ''}>${name ?? label}</span></label
  >`;
};

type Spans = readonly (readonly [string, string])[];

/** A field of time cannot say 24:00, which is the next midnight: as the end of a span 0:00 means it. */
const endTyped = (text: string): string => (text === '00:00' ? '24:00' : text);
const endShown = (text: string): string => (text === '24:00' ? '00:00' : text);

export const hoursField = (editing: Editing, path: Path, label: string): TemplateResult => {
  const { hours: said } = rulesWords();
  const spans = (read(editing, path) as Spans | undefined) ?? [];
  const set = (next: Spans) => editing.keeper.set(path, next);
  const input = (i: number, side: 0 | 1) => {
    const name = side === 0 ? said.from : said.to;
    const number = spans.length > 1 ? ` ${i + 1}` : '';
    return html`<label class="span-end"
      ><span class="quiet">${name}</span
      ><input
        class="input nums"
        type="time"
        aria-label="${label}${number}, ${name}"
        .value=${side === 0 ? (spans[i]?.[0] ?? '') : endShown(spans[i]?.[1] ?? '')}
        ?disabled=${!editing.mayChange}
        @change=${(event: Event) => {
          const typed = valueIn(event);
          set(
            spans.map(([from, to], at) =>
              at !== i
                ? ([from, to] as const)
                : side === 0
                  ? ([typed, to] as const)
                  : ([from, endTyped(typed)] as const),
            ),
          );
        }}
    /></label>`;
  };
  return html`<div class="hours" role="group" aria-label=${label}>
    ${spans.map(
      (_, i) =>
        html`<div class="span">
          ${input(i, 0)}${input(i, 1)}
          ${
            editing.mayChange && spans.length > 1
              ? html`<button
                  type="button"
                  class="btn btn-icon"
                  aria-label="${said.remove}: ${label} ${i + 1}"
                  @click=${() => set(spans.filter((_each, at) => at !== i))}
                >
                  ${icon('close')}
                </button>`
              : ''
          }
        </div>`,
    )}
    ${
      editing.mayChange
        ? html`<button
            type="button"
            class="btn btn-text"
            aria-label="${said.add}: ${label}"
            @click=${() => set([...spans, [spans.at(-1)?.[1] ?? '10:00', '19:00']])}
          >
            ${said.add}
          </button>`
        : ''
    }
    ${errorLine(problemOf(editing, path))}
  </div>`;
};
