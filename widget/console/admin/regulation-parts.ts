import { html, nothing, type TemplateResult } from 'lit';
import { CRITICALITIES, TICKET_KINDS } from '../../../shared/ticket.ts';
import type { Regulation } from '../../client/api.ts';
import { bars, statusMark } from '../parts/marks.ts';
import { language, words } from '../words.ts';
import { adminWords, regulationWords } from './admin-words.ts';

type Part = (regulation: Regulation) => TemplateResult;
type Cell = TemplateResult | string | typeof nothing;

const facts = (lines: readonly (readonly [string, Cell])[]): TemplateResult =>
  html`<dl class="reading-facts">
    ${lines.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

const table = (label: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): TemplateResult =>
  html`<div class="table-in" tabindex="0" role="region" aria-label=${label}>
    <table class="t t-read">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const hoursOf = (hours: Regulation['desk']['hours']): string =>
  hours.map(([from, to]) => `${from}–${to}`).join(', ');

export const deskPart: Part = ({ desk, shift }) => {
  const said = regulationWords();
  const { weekdays } = adminWords().calendar;
  const other = Object.entries(desk.hoursByWeekday).map(
    ([day, hours]) => `${weekdays[Number(day) - 1] ?? day}: ${hoursOf(hours) || said.closed}`,
  );
  return facts([
    [said.hours, [`${hoursOf(desk.hours)} ${said.everyDay}`, ...other].join('; ')],
    [said.weekend, desk.weekend.map((day) => weekdays[day - 1] ?? day).join(', ')],
    [said.zone, desk.timeZone],
    [
      said.preHoliday,
      desk.preHolidayShortenedMinutes === 0
        ? said.preHolidayWhole
        : said.preHolidayShorter(desk.preHolidayShortenedMinutes),
    ],
    ...(desk.exceptions.length > 0
      ? [
          [
            said.exceptions,
            desk.exceptions
              .map(({ date, hours, name }) => `${date} ${name[language()]}: ${hoursOf(hours) || said.closed}`)
              .join('; '),
          ] as const,
        ]
      : []),
    [said.shift, said.shiftOf(shift.minimum, shift.technicalSpecialists)],
  ]);
};

export const kindsPart = (): TemplateResult => {
  const said = regulationWords();
  return facts(TICKET_KINDS.map((kind) => [words().kind[kind], said.kindText[kind]] as const));
};

export const workflowPart: Part = ({ workflow }) => {
  const said = regulationWords();
  const marks = (statuses: Regulation['workflow'][number]['from']) =>
    html`<span class="marks">${statuses.map((status) => statusMark(status))}</span>`;
  return table(
    said.statuses,
    [said.act, said.who, said.from, said.to, said.needs],
    workflow.map((row) => [
      said.acts[row.act],
      row.who.map((who) => said.whoIs[who]).join(', '),
      marks(row.from),
      row.to === 'asked_from' ? said.askedFrom : statusMark(row.to),
      [
        ...row.needs.map((need) => said.need[need]),
        ...(row.kinds ? [`(${row.kinds.map((kind) => words().kind[kind].toLowerCase()).join(', ')})`] : []),
      ].join(', '),
    ]),
  );
};

export const timesPart: Part = ({ reaction, completion, reminders, ...rest }) => {
  const said = regulationWords();
  const target = ({ hours, clock }: { hours: number; clock: 'working' | 'elapsed' }) =>
    `${said.hoursLength(hours)} ${said.clock[clock]}`;
  const { status, kind, criticality } = words();
  const remind = (days: number | null) => (days === null ? said.off : said.reminder(days));
  return html`${facts([
      [said.reaction, `${said.minutes(reaction.minutes)} ${said.clock[reaction.clock]}`],
      [`${said.completion}: ${kind.consultation.toLowerCase()}`, target(completion.consultation)],
      ...CRITICALITIES.map(
        (each) =>
          [
            `${said.completion}: ${kind.bug.toLowerCase()}`,
            html`${target(completion.bug[each])}
              <span class="criticality"
                >${bars(each)}<span aria-hidden="true">${criticality[each]}</span></span
              >`,
          ] as const,
      ),
      [
        `${said.completion}: ${kind.feature.toLowerCase()}`,
        `${said.byEstimate}, ${said.clock[completion.feature.clock]}`,
      ],
    ])}
    <ul class="reading-list">
      ${completion.movesToWorkingDay ? html`<li>${said.movesToWorkingDay}</li>` : nothing}
      ${completion.notBeforeReaction ? html`<li>${said.notBeforeReaction}</li>` : nothing}
      <li>${said.pauses(completion.pausedIn.map((each) => `«${status[each]}»`).join(', '))}</li>
    </ul>
    ${facts([
      [`${said.reminders}: ${status.info_required.toLowerCase()}`, remind(reminders.infoRequired)],
      [`${said.reminders}: ${status.payment.toLowerCase()}`, remind(reminders.payment)],
      [`${said.reminders}: ${status.verification.toLowerCase()}`, remind(reminders.verification)],
      [said.silence, remind(rest.closeUnansweredVerificationAfter)],
      [said.reopen, said.days(rest.reopenWithinDays)],
    ])}`;
};

export const qualityPart: Part = ({ quality, ratingChangeWithinDays }) => {
  const said = regulationWords();
  const tenths = (n: number) =>
    new Intl.NumberFormat(language(), { minimumFractionDigits: 1 }).format(n / 10);
  return html`<ul class="reading-list">
      <li>${said.good(tenths(quality.goodFrom))}</li>
      <li>${said.normal(tenths(quality.normalFrom))}</li>
      <li>${said.bad(tenths(quality.normalFrom))}</li>
      <li>${said.levelOver[quality.levelOver]}</li>
      <li>${said.cutOff(quality.cutOffDay)}</li>
    </ul>
    ${facts([[said.rating, said.days(ratingChangeWithinDays)]])}`;
};

export const secondLinePart: Part = ({ secondLine }) => {
  const said = regulationWords();
  return table(
    said.secondLine,
    [said.topic, said.departments, said.reactionIn, said.channels],
    secondLine.map((row) => [
      row.name[language()],
      row.departments
        .map((each, index) =>
          row.departments.length > 1 && index === 0
            ? `${each[language()]} (${said.accountable})`
            : each[language()],
        )
        .join(', '),
      said.reminder(row.reactionWorkingDays),
      row.channels.map((each) => said.channel[each]).join(', '),
    ]),
  );
};

/** R16 in words, then the regulation's own rules in the order in which they are asked. */
export const routingPart: Part = ({ routing = [], secondLine }) => {
  const said = regulationWords().routing;
  const { kind, criticality } = words();
  const topicName = (topic: string) =>
    secondLine.find((each) => each.topic === topic)?.name[language()] ?? topic;
  return html`<ul class="reading-list">
      ${said.usual.map((line) => html`<li>${line}</li>`)}
    </ul>
    ${
      routing.length === 0
        ? html`<p class="soft">${said.none}</p>`
        : table(
            said.title,
            ['№', said.when, said.to],
            routing.map(({ when, to }, i) => [
              String(i + 1),
              [
                when.licensee && `${said.licensee}: ${when.licensee}`,
                when.product && `${said.product}: ${when.product}`,
                when.kind && kind[when.kind],
                when.criticality && `${said.criticality}: ${criticality[when.criticality]}`,
                when.words && `${said.words}: ${when.words.map((word) => `«${word}»`).join(', ')}`,
              ]
                .filter(Boolean)
                .join('; ') || said.always,
              'person' in to ? to.person : 'skill' in to ? said.technical : said.topic(topicName(to.topic)),
            ]),
          )
    }`;
};
