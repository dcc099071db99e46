/** The draft, part by part: hours and days, times, what comes after, shift, quality, second line, and the rest as JSON. */
import { html, type TemplateResult } from 'lit';
import { CRITICALITIES, MOVE_OF, STATUSES } from '../../../shared/ticket.ts';
import type { Regulation } from '../../client/api.ts';
import { adminWords, regulationWords } from '../admin/admin-words.ts';
import { errorLine } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { language, words } from '../words.ts';
import type { Path } from './content.ts';
import {
  check,
  checkField,
  type Editing,
  hoursField,
  memberField,
  numberField,
  problemOf,
  read,
  selectField,
  textField,
} from './controls.ts';
import { problemText, rulesWords } from './rules-words.ts';

type Part = (editing: Editing) => TemplateResult;

const part = (name: string, title: string, content: TemplateResult, hint = ''): TemplateResult =>
  html`<section class="rules-part" aria-labelledby="rules-${name}">
    <h2 id="rules-${name}">${title}${hint ? html` <span class="hint">${hint}</span>` : ''}</h2>
    ${content}
  </section>`;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const hoursPart: Part = (editing) => {
  const { hours: said } = rulesWords();
  const { weekdays } = adminWords().calendar;
  const usual = (read(editing, ['desk', 'hours']) as Regulation['desk']['hours'] | undefined) ?? [];
  const usually = usual.map(([from, to]) => said.span(from, to)).join(', ');
  return part(
    'hours',
    said.title,
    html`<div class="field">
        <span class="label">${said.usual}</span>${hoursField(editing, ['desk', 'hours'], said.usual)}
      </div>
      <div class="table-in" tabindex="0" role="region" aria-label=${said.byWeekday}>
        <table class="t rules-days">
          <thead>
            <tr>
              <th scope="col">${said.weekday}</th>
              <th scope="col">${said.off}</th>
              <th scope="col">${said.own}</th>
            </tr>
          </thead>
          <tbody>
            ${WEEKDAYS.map((day) => {
              const name = weekdays[day - 1] ?? String(day);
              const path = ['desk', 'hoursByWeekday', String(day)];
              const own = read(editing, path) !== undefined;
              return html`<tr>
                <th scope="row">${name}</th>
                <td>
                  ${memberField(editing, ['desk', 'weekend'], { value: day, label: '', name: `${said.off}: ${name}` })}
                </td>
                <td>
                  ${check(
                    {
                      label: own ? '' : html`<span class="quiet">${said.usually}: ${usually}</span>`,
                      name: `${said.own}: ${name}`,
                      checked: own,
                      disabled: !editing.mayChange,
                    },
                    (on) => editing.keeper.set(path, on ? usual : undefined),
                  )}
                  ${own ? hoursField(editing, path, name) : ''}
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
      ${errorLine(problemOf(editing, ['desk', 'weekend']))}
      <div class="two-fields">
        ${numberField(editing, ['desk', 'preHolidayShortenedMinutes'], { label: said.preHoliday })}
        ${textField(editing, ['desk', 'timeZone'], said.zone)}
      </div>`,
  );
};

export const exceptionsPart: Part = (editing) => {
  const { exceptions: said, hours } = rulesWords();
  const list = (read(editing, ['desk', 'exceptions']) as Regulation['desk']['exceptions'] | undefined) ?? [];
  const set = (next: readonly unknown[]) => editing.keeper.set(['desk', 'exceptions'], next);
  const row = (each: (typeof list)[number], i: number) => {
    const path: Path = ['desk', 'exceptions', i];
    const open = each.hours.length > 0;
    return html`<li class="rules-row">
      ${textField(editing, [...path, 'date'], said.date, 'date')}
      <div class="field">
        <label for="ex-${i}">${said.is}</label
        ><span class="select"
          ><select
            class="input"
            id="ex-${i}"
            ?disabled=${!editing.mayChange}
            @change=${(event: Event) =>
              editing.keeper.set(
                [...path, 'hours'],
                (event.target as HTMLSelectElement).value === 'open' ? [['10:00', '19:00']] : [],
              )}
          >
            <option value="closed" ?selected=${!open}>${said.closed}</option>
            <option value="open" ?selected=${open}>${said.open}</option></select
          >${icon('down')}</span
        >
      </div>
      ${open ? hoursField(editing, [...path, 'hours'], each.date || said.date) : ''}
      ${textField(editing, [...path, 'name', 'ru'], said.nameRu)}
      ${textField(editing, [...path, 'name', 'en'], said.nameEn)}
      ${
        editing.mayChange
          ? html`<button
              type="button"
              class="btn btn-icon"
              aria-label="${hours.remove}: ${each.date}"
              @click=${() => set(list.filter((_, at) => at !== i))}
            >
              ${icon('close')}
            </button>`
          : ''
      }
    </li>`;
  };
  return part(
    'exceptions',
    said.title,
    html`${
      list.length === 0
        ? html`<p class="quiet">${said.none}</p>`
        : html`<ul>
            ${list.map(row)}
          </ul>`
    }
    ${
      editing.mayChange
        ? html`<button
            type="button"
            class="btn"
            @click=${() => set([...list, { date: '', hours: [], name: { ru: said.newRu, en: said.newEn } }])}
          >
            ${icon('plus')}${said.add}
          </button>`
        : ''
    }`,
    said.hint,
  );
};

export const timesPart: Part = (editing) => {
  const { times: said } = rulesWords();
  const { kind, criticality, status } = words();
  const clocks = (['working', 'elapsed'] as const).map((value) => ({ value, says: said.clock[value] }));
  const target = (path: Path, what: string) =>
    html`<div class="two-fields">
      ${numberField(editing, [...path, 'hours'], { label: said.hours(what) })}
      ${selectField(editing, [...path, 'clock'], said.clockOf(what), clocks)}
    </div>`;
  const { reaction } = regulationWords();
  return part(
    'times',
    said.title,
    html`<div class="two-fields">
        ${numberField(editing, ['reaction', 'minutes'], { label: said.reaction })}
        ${selectField(editing, ['reaction', 'clock'], said.clockOf(reaction), clocks)}
      </div>
      ${target(['completion', 'consultation'], kind.consultation)}
      ${CRITICALITIES.map((each) => target(['completion', 'bug', each], `${kind.bug}: ${criticality[each].toLowerCase()}`))}
      <div class="two-fields">
        ${selectField(editing, ['completion', 'feature', 'clock'], said.feature, clocks)}
      </div>
      ${checkField(editing, ['completion', 'movesToWorkingDay'], said.movesToWorkingDay)}
      ${checkField(editing, ['completion', 'notBeforeReaction'], said.notBeforeReaction)}
      <fieldset class="field">
        <legend class="label">${said.pausedIn}</legend>
        ${STATUSES.filter((each) => MOVE_OF[each] === 'client').map((each) =>
          memberField(editing, ['completion', 'pausedIn'], { value: each, label: status[each] }),
        )}
        ${errorLine(problemOf(editing, ['completion', 'pausedIn']))}
      </fieldset>`,
  );
};

export const afterPart: Part = (editing) => {
  const { after: said } = rulesWords();
  const { status } = words();
  const orOff = { nullable: true, hint: said.orOff };
  return part(
    'after',
    said.title,
    html`<div class="two-fields">
      ${numberField(editing, ['reminders', 'infoRequired'], { label: said.remind(status.info_required), ...orOff })}
      ${numberField(editing, ['reminders', 'payment'], { label: said.remind(status.payment), ...orOff })}
      ${numberField(editing, ['reminders', 'verification'], { label: said.remind(status.verification), ...orOff })}
      ${numberField(editing, ['closeUnansweredVerificationAfter'], { label: said.closing, ...orOff })}
      ${numberField(editing, ['reopenWithinDays'], { label: said.reopen })}
      ${numberField(editing, ['ratingChangeWithinDays'], { label: said.rating })}
    </div>`,
  );
};

export const shiftPart: Part = (editing) => {
  const { shift: said } = rulesWords();
  return part(
    'shift',
    said.title,
    html`<div class="two-fields">
      ${numberField(editing, ['shift', 'minimum'], { label: said.minimum })}
      ${numberField(editing, ['shift', 'technicalSpecialists'], { label: said.technical })}
    </div>`,
  );
};

export const qualityPart: Part = (editing) => {
  const { quality: said } = rulesWords();
  const over = (['rated', 'all'] as const).map((value) => ({ value, says: said.levelOver[value] }));
  return part(
    'quality',
    said.title,
    html`<div class="two-fields">
      ${numberField(editing, ['quality', 'goodFrom'], { label: said.good, scale: 10 })}
      ${numberField(editing, ['quality', 'normalFrom'], { label: said.normal, scale: 10 })}
      ${selectField(editing, ['quality', 'levelOver'], said.over, over)}
      ${numberField(editing, ['quality', 'cutOffDay'], { label: said.cutOff })}
    </div>`,
  );
};

export const topicsPart: Part = (editing) => {
  const { topics: said } = rulesWords();
  const topics = (read(editing, ['secondLine']) as Regulation['secondLine'] | undefined) ?? [];
  return part(
    'topics',
    said.title,
    html`<div class="two-fields">
      ${topics.map((topic, i) =>
        numberField(editing, ['secondLine', i, 'reactionWorkingDays'], {
          label: `${topic.name?.[language()] ?? topic.topic}: ${said.days.toLowerCase()}`,
        }),
      )}
    </div>`,
  );
};

/** Whatever has no field of its own: by what the regulation has, so that nothing is forgotten when it grows. */
const WITH_FIELDS = [
  'version',
  'desk',
  'shift',
  'reaction',
  'completion',
  'reminders',
  'closeUnansweredVerificationAfter',
  'reopenWithinDays',
  'ratingChangeWithinDays',
  'quality',
];

export const jsonPart: Part = (editing) => {
  const { json: said } = rulesWords();
  const { keeper } = editing;
  const names = Object.keys(keeper.content?.regulation ?? {}).filter((name) => !WITH_FIELDS.includes(name));
  const typed = (name: string, text: string) => {
    const content = keeper.content;
    if (!content) return;
    const raw = Object.fromEntries(Object.entries(content.raw).filter(([each]) => each !== name));
    try {
      keeper.replace({ regulation: { ...content.regulation, [name]: JSON.parse(text) as unknown }, raw });
    } catch (cause) {
      // Not JSON yet: kept as it stands, and the check says so.
      if (!(cause instanceof SyntaxError)) throw cause;
      keeper.replace({ ...content, raw: { ...raw, [name]: text } });
    }
  };
  return part(
    'json',
    said.title,
    html`${names.map((name) => {
      const text = keeper.content?.raw[name] ?? JSON.stringify(keeper.content?.regulation[name], null, 2);
      const problem = problemOf(editing, [name]);
      return html`<details class="rules-json" ?open=${problem !== ''}>
        <summary>${said.names[name] ?? name}</summary>
        <textarea
          class="input mono"
          rows="12"
          spellcheck="false"
          aria-label=${said.names[name] ?? name}
          aria-invalid=${problem ? 'true' : 'false'}
          .value=${text}
          ?disabled=${!editing.mayChange}
          @change=${(event: Event) => typed(name, (event.target as HTMLTextAreaElement).value)}
        ></textarea>
        ${keeper.problems
          .filter(
            ({ field }) => field === name || field.startsWith(`${name}[`) || field.startsWith(`${name}.`),
          )
          .map(({ field, says }) => errorLine(`${field}: ${problemText(says)}`))}
      </details>`;
    })}`,
    said.hint,
  );
};
