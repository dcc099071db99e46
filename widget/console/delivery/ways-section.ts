/** The channels: whether they work, since when not and why, and a message to try them by. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TestResult, WayView } from '../../client/api.ts';
import { now } from '../now.ts';
import { fieldValue } from '../parts/field.ts';
import { glyph } from '../parts/icons.ts';
import { time } from '../words.ts';
import { deliveryWords } from './delivery-words.ts';
import { faultLine } from '../parts/fault-words.ts';
import { faultWords } from './notice-rows.ts';

export type Test = { channel: 'email' } | { channel: 'mattermost'; channelId: string };

export type Trying = {
  zone: string;
  busy: boolean;
  result: TestResult | null;
  /** Null: for whom may not. */
  onTest: ((test: Test) => void) | null;
};

const nameOf = ({ name }: WayView): string => {
  const { wayName } = deliveryWords();
  if (name === 'email' || name === 'mattermost') return wayName[name];
  return wayName.webhook(name.replace(/^webhook https?:\/\//, ''));
};

const stateOf = (way: WayView, zone: string): TemplateResult => {
  const said = deliveryWords();
  const { down, state } = way;
  if (state === 'not_configured') {
    const how = way.name === 'email' || way.name === 'mattermost' ? said.setUp[way.name] : '';
    return html`<span class="soft">${said.wayState[state]}</span> <small>${how}</small>`;
  }
  if (!down) return html`${said.wayState[state]}`;
  return html`<span class="state" data-is="missed">${glyph('alert')}${said.wayState.down}</span>
    ${said.downSince(time().saidAt(down.since, now(), zone))},
    ${said.nextTry(down.nextTryAt <= now() ? said.atOnce : time().saidAt(down.nextTryAt, now(), zone))}
    ${faultWords({ fault: down })}`;
};

const tests = (ways: readonly WayView[], { busy, onTest }: Trying) => {
  if (!onTest) return nothing;
  const said = deliveryWords();
  const isSetUp = (name: string) => ways.some((way) => way.name === name && way.state !== 'not_configured');
  const post = (event: SubmitEvent) => {
    event.preventDefault();
    onTest({
      channel: 'mattermost',
      channelId: fieldValue(event.currentTarget as HTMLFormElement, 'channel'),
    });
  };
  return html`${
    isSetUp('email')
      ? html`<button type="button" class="btn" ?disabled=${busy} @click=${() => onTest({ channel: 'email' })}>
          ${said.testMail}
        </button>`
      : nothing
  }
  ${
    isSetUp('mattermost')
      ? html`<form class="line-form" @submit=${post}>
          <div class="field">
            <label for="test-channel">${said.channelId} <span class="hint">${said.channelHint}</span></label>
            <input
              class="input"
              id="test-channel"
              name="channel"
              required
              pattern="[a-z0-9]{26}"
              autocomplete="off"
            />
          </div>
          <button class="btn" ?disabled=${busy}>${said.test}</button>
        </form>`
      : nothing
  }`;
};

const resultOf = (result: TestResult | null) => {
  if (!result) return nothing;
  const said = deliveryWords();
  if (result.sent) return said.testSent;
  return said.testFailed(faultLine(result.fault));
};

export const waysSection = (ways: readonly WayView[], trying: Trying): TemplateResult => {
  const said = deliveryWords();
  return html`<section>
    <h2>${said.ways}</h2>
    <div class="table-in" tabindex="0" role="region" aria-label=${said.ways}>
      <table class="t t-cards t-read">
        <thead>
          <tr>
            <th scope="col">${said.way}</th>
            <th scope="col">${said.state}</th>
            <th scope="col">${said.lastSent}</th>
          </tr>
        </thead>
        <tbody>
          ${ways.map(
            (way) =>
              html`<tr>
                <th scope="row">${nameOf(way)}</th>
                <td data-label=${said.state}><div>${stateOf(way, trying.zone)}</div></td>
                <td class="nums" data-label=${said.lastSent}>
                  ${way.lastSentAt === null ? nothing : time().saidAt(way.lastSentAt, now(), trying.zone)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${tests(ways, trying)}
    <p role="status">${resultOf(trying.result)}</p>
  </section>`;
};
