/** The strips of a ledger, in SVG presentation attributes alone: a policy without `unsafe-inline` lets them pass. */
import { svg } from 'lit/html.js';
import type { SVGTemplateResult } from 'lit/html.js';
import type { Bar, Label, Row } from './rows.ts';

const percent = (fraction: number) => `${+(fraction * 100).toFixed(2)}%`;
/** What lasted a moment is still to be seen. */
const LEAST = 0.009;

export const drawBar = ({ from, to, is }: Bar): SVGTemplateResult => {
  const x = percent(Math.min(from, 1 - LEAST));
  const width = percent(Math.max(to - from, LEAST));
  if (is === 'off' || is === 'moved') {
    return svg`<rect x=${x} y="2" width=${width} height="14" rx="3" fill="url(#hatch)" /><rect class="edge" x=${x} y="2.5" width=${width} height="13" rx="3" />`;
  }
  return is === 'not_counted'
    ? svg`<rect class=${is} x=${x} y="2.6" width=${width} height="12.8" rx="3" />`
    : svg`<rect class=${is} x=${x} y="2" width=${width} height="14" rx="3" />`;
};

const drawLabel = ({ at, end, text, strong, ground }: Label): SVGTemplateResult =>
  svg`<text class="${strong ? 'strong' : ''} ${ground}" x=${percent(at)} y="13" dx=${end ? -6 : 7} text-anchor=${end ? 'end' : 'start'}>${text}</text>`;

/** The same in small, before a row of the list. */
export const drawMark = (is: Bar['is']): SVGTemplateResult =>
  is === 'off' || is === 'moved'
    ? svg`<rect width="12" height="12" rx="3" fill="url(#hatch)" /><rect class="edge" x=".5" y=".5" width="11" height="11" rx="2.5" />`
    : svg`<rect class=${is} x=".6" y=".6" width="10.8" height="10.8" rx="3" />`;

export const drawRow = ({ bars, lines, labels }: Row): SVGTemplateResult =>
  svg`<rect class="bed" y="2" width="100%" height="14" rx="3" />${bars.map(drawBar)}${lines.map(
    ({ at }) => svg`<line x1=${percent(at)} x2=${percent(at)} y1="-1" y2="19" />`,
  )}${labels.map(drawLabel)}`;

export const drawTick = ({ at, text }: { at: number; text: string }): SVGTemplateResult =>
  svg`<text x=${percent(at)} y="11" text-anchor=${at < 0.03 ? 'start' : at > 0.97 ? 'end' : 'middle'}>${text}</text>`;

/** For the fill of what was off: to be drawn once in each shadow root. */
export const hatch = svg`<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch" width="7" height="7" /><rect class="gap" width="3" height="7" /></pattern>`;
