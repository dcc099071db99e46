/** Two pictures, each with its numbers in a table behind it. */
import { html, svg, type TemplateResult } from 'lit';
import type { Outputs } from '../../client/api.ts';
import { monthName, reportWords, tenths } from './report-words.ts';
import { table } from './report-tables.ts';

type Summary = Outputs['reports']['trend'][number];

const WIDTH = 480;
const HEIGHT = 120;
const EDGE = 8;

type Line = { title: string; from: number; to: number; points: readonly (number | null)[] };

const numbers = (inner: TemplateResult): TemplateResult =>
  html`<details class="numbers">
    <summary>${reportWords().numbers}</summary>
    ${inner}
  </details>`;

function lineChart({ title, from, to, points }: Line, months: readonly string[]): TemplateResult {
  const step = (WIDTH - 2 * EDGE) / Math.max(1, points.length - 1);
  const at = points.map((value, i) =>
    value === null
      ? null
      : { x: EDGE + i * step, y: HEIGHT - EDGE - ((value - from) / (to - from)) * (HEIGHT - 2 * EDGE) },
  );
  const path = at.reduce(
    (so, point, i) =>
      point ? `${so}${at[i - 1] ? 'L' : 'M'}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : so,
    '',
  );
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${title}>
      ${svg`<path class="chart-base" d="M0 ${HEIGHT - EDGE}H${WIDTH}"/><path class="chart-line" d=${path}/>`}
      ${at.map((point, i) =>
        point
          ? svg`<circle class="chart-point" cx=${point.x} cy=${point.y} r="3.5"><title>${monthName(months[i] ?? '')}: ${tenths(points[i] ?? null)}</title></circle>`
          : svg``,
      )}
    </svg>
  </figure>`;
}

export function trendCharts(trend: readonly Summary[]): TemplateResult {
  const said = reportWords();
  const months = trend.map(({ month }) => month);
  const quality = trend.map((each) => each.quality.overRated);
  const met = trend.map((each) => each.completion.metShare);
  return html`<div class="charts">
      ${lineChart({ title: said.trendQuality, from: 10, to: 50, points: quality }, months)}
      ${lineChart({ title: said.trendMet, from: 0, to: 1000, points: met }, months)}
    </div>
    ${numbers(
      table(
        said.trend,
        [said.month, said.overRated, said.overAll, said.closed, said.share],
        trend.map((each) => [
          monthName(each.month),
          tenths(each.quality.overRated),
          tenths(each.quality.overAll),
          each.quality.closed,
          tenths(each.completion.metShare, ' %'),
        ]),
      ),
    )}`;
}

export function loadChart(load: readonly (readonly number[])[]): TemplateResult {
  const said = reportWords();
  const most = Math.max(1, ...load.flat());
  const [CELL, GAP, LEFT] = [18, 2, 28];
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return html`<figure class="chart chart-wide">
      <svg
        viewBox="0 0 ${LEFT + 24 * (CELL + GAP)} ${7 * (CELL + GAP) + 16}"
        role="img"
        aria-label=${said.load}
      >
        ${load.map((day, weekday) =>
          day.map((count, hour) => {
            const [x, y] = [LEFT + hour * (CELL + GAP), weekday * (CELL + GAP)];
            const title = `${said.weekdays[weekday]}, ${hour}:00 — ${said.tickets(count)}`;
            return svg`<rect class="heat" x=${x} y=${y} width=${CELL} height=${CELL} rx="3" fill-opacity=${count === 0 ? 0.06 : 0.15 + (0.85 * count) / most}><title>${title}</title></rect>`;
          }),
        )}
        ${said.weekdays.map((day, i) => svg`<text class="chart-text" x="0" y=${i * (CELL + GAP) + 13}>${day}</text>`)}
        ${hours
          .filter((hour) => hour % 3 === 0)
          .map(
            (hour) =>
              svg`<text class="chart-text" x=${LEFT + hour * (CELL + GAP)} y=${7 * (CELL + GAP) + 12}>${hour}</text>`,
          )}
      </svg>
    </figure>
    ${numbers(
      table(
        said.load,
        [said.hour, ...said.weekdays],
        hours
          .filter((hour) => load.some((day) => (day[hour] ?? 0) > 0))
          .map((hour) => [`${hour}:00`, ...load.map((day) => day[hour] ?? 0)]),
      ),
    )}`;
}
