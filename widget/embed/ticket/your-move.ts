/** What is asked of the client now stands above the conversation, with the answer under it. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { EntryView } from '../../client/api.ts';
import { fileChips } from './file-chip.ts';
import { mark } from './mark.ts';
import type { Telling } from './telling.ts';

type Asked = {
  telling: Telling;
  sendingBack: boolean;
  sendBack(open: boolean): void;
  confirm(): void;
  problem: string;
};

export function yourMove(asked: Asked): TemplateResult | typeof nothing {
  switch (asked.telling.view.status) {
    case 'info_required':
      return information(asked.telling);
    case 'payment':
      return payment(asked.telling);
    case 'verification':
      return verification(asked);
    default:
      return nothing;
  }
}

function ask(entry: EntryView, head: string, telling: Telling): TemplateResult {
  return html`<div class="ask">
    <h3>${head}</h3>
    <p class="lines">${entry.text}</p>
    ${fileChips(entry.files, telling)}
  </div>`;
}

const said = ({ at }: EntryView, { time, now, zone }: Telling) => time.saidAt(at, now, zone);

function information(telling: Telling): TemplateResult {
  const { view, words, time, now, zone, deps } = telling;
  const { question } = view;
  const { left, pausedSince } = view.completion;
  const since =
    pausedSince === null ? '' : words.standsSince(time.saidAt(pausedSince, now, zone).replace(/^\D+, /u, ''));
  return html`${question ? ask(question, words.asks(question.by.name, said(question, telling)), telling) : nothing}
    <smart-support-write
      .telling=${telling}
      .box=${`answer:${view.id}`}
      .label=${words.yourAnswer}
      .submit=${words.answer}
      .main=${true}
      .filesSuffice=${true}
      .send=${(text: string, files: readonly string[]) => deps.act('answer', text || undefined, files)}
    ></smart-support-write>
    ${
      left === null
        ? nothing
        : stands(
            html`${since} ${words.afterAnswer(time.leftOf(Math.max(0, left)))}
              <button class="link" @click=${() => deps.openLedger('completion')}>${words.whyThen}</button>`,
          )
    }`;
}

function payment(telling: Telling): TemplateResult {
  const { view, words, time, now, zone, deps } = telling;
  const { invoice } = view;
  if (!invoice) return html``;
  const { file } = invoice;
  return html`<div class="card">
      <div>
        <p class="quiet">${words.invoice(invoice.number, time.day(invoice.issuedAt, now, zone))}</p>
        <p class="sum-big nums">${words.money(invoice.sumKopecks)}</p>
      </div>
      ${
        invoice.payBy === null
          ? nothing
          : html`<dl class="pairs">
              <dt>${words.payBy}</dt>
              <dd>${time.weekdayAndDay(Date.parse(`${invoice.payBy}T12:00:00Z`), now, 'UTC')}</dd>
            </dl>`
      }
    </div>
    ${
      file
        ? html`<button class="btn btn-main btn-wide" @click=${() => deps.openFile(file)}>
            ${words.getInvoice(words.attach.size(file.bytes))}
          </button>`
        : nothing
    }
    ${stands(html`${words.afterPayment} ${words.paidWord}.`)}`;
}

function verification({ telling, sendingBack, sendBack, confirm, problem }: Asked): TemplateResult {
  const { view, words, time, now, zone, deps } = telling;
  const { handedOver, silence } = view;
  const closes = silence?.closeAt ?? null;
  return html`${
    handedOver ? ask(handedOver, words.done(handedOver.by.name, said(handedOver, telling)), telling) : nothing
  }
  ${
    sendingBack
      ? html`<smart-support-write
          .telling=${telling}
          .box=${`not-fixed:${view.id}`}
          .label=${words.whatIsWrong}
          .submit=${words.sendBack}
          .main=${true}
          .send=${(text: string, files: readonly string[]) => deps.act('not_fixed', text, files)}
          .cancel=${() => sendBack(false)}
        ></smart-support-write>`
      : html`<div class="two-btn">
          <button class="btn btn-main" @click=${confirm}>${words.confirm}</button>
          <button class="btn" @click=${() => sendBack(true)}>${words.notFixed}</button>
        </div>`
  }
  ${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
  ${stands(
    html`${words.afterCheck}
    ${closes === null ? nothing : words.closesItself(time.happenedAt(closes, now, zone))}`,
  )}`;
}

const stands = (text: TemplateResult) => html`<p class="stands">${mark('pause')}<span>${text}</span></p>`;
