import { html, nothing, type TemplateResult } from 'lit/html.js';
import { FORM_FIELDS } from '../../../shared/form-fields.ts';
import type { Frame } from '../panel/screen.ts';
import { takeBack } from './take-back.ts';
import { mark } from '../ticket/mark.ts';
import type { Desk } from './desk.ts';
import type { Entry } from './outbox.ts';

type Waiting<Is> = Extract<Entry, { is: Is }>;

/** What was written and has not gone: in full, where it is kept, and that it goes by itself. */
export function unsentRoom(desk: Desk, panel: Frame): TemplateResult {
  const { words, waiting } = desk;
  const submissions = waiting.filter((entry): entry is Waiting<'submit'> => entry.is === 'submit');
  const others = waiting.filter((entry): entry is Exclude<Entry, Waiting<'submit'>> => entry.is !== 'submit');
  return html`<div class="body">
    ${
      waiting.length === 0
        ? html`<p class="soft">${desk.news || words.none}</p>
            <button class="btn" @click=${() => panel.home()}>${words.toList}</button>`
        : nothing
    }
    ${submissions.map((entry) => card(entry, desk, panel))}
    ${
      submissions.length === 0
        ? nothing
        : html`<p class="stands">${mark('pause')}<span>${words.clockLater}</span></p>`
    }
    ${
      others.length === 0
        ? nothing
        : html`<section>
            <h2 class="group-head">${words.repliesToo}</h2>
            <ul class="mine">
              ${others.map((entry) => html`<li>${line(entry, desk, panel)}</li>`)}
            </ul>
          </section>`
    }
  </div>`;
}

function card(entry: Waiting<'submit'>, desk: Desk, panel: Frame): TemplateResult {
  const { words, now, view, site } = desk;
  const { kind, fields, impact } = entry.input;
  const change = () => {
    takeBack(desk, entry, site.kept.draft(kind));
    panel.home();
    panel.go({ is: 'form', kind });
  };
  const written: Record<string, string | undefined> = fields;
  return html`<div class="card unsent">
    <p class="move">
      ${mark('unsent')}<span><b>${words.kind[kind]}.</b> ${words.numberLater}</span>
    </p>
    ${FORM_FIELDS[kind].map((field) => html`<p class="lines">${written[field]}</p>`)}
    <dl class="pairs">
      ${
        impact
          ? html`<dt>${words.gets}</dt>
              <dd>${panel.words?.impact[impact]}</dd>`
          : nothing
      }
      ${
        entry.fileNames.length > 0
          ? html`<dt>${words.filesTold}</dt>
              <dd>${entry.fileNames.join(', ')}</dd>`
          : nothing
      }
      <dt>${words.written}</dt>
      <dd>
        ${words.time.saidAt(entry.at, now, view?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)}
      </dd>
    </dl>
    ${
      entry.asksConsent
        ? desk.consentLine({
            of: entry.input,
            set: (part) => desk.tick(entry, part),
            wrong: entry.problem,
            key: entry.requestId,
          })
        : entry.problem
          ? html`<p class="error" role="alert">${words.refusedEntry(entry.problem)}</p>`
          : nothing
    }
    <div class="foot-row">
      ${
        entry.asksConsent
          ? html`<button class="btn" @click=${(event: Event) => sendTicked(event, desk, entry)}>
              ${words.sendNow}
            </button>`
          : entry.problem
            ? nothing
            : html`<button class="btn" @click=${() => desk.flush()}>${words.sendNow}</button>`
      }
      <button class="btn btn-text" @click=${change}>${words.change}</button>
      <button class="btn btn-text" @click=${(event: Event) => drop(event, desk, entry)}>
        ${words.remove}
      </button>
    </div>
  </div>`;
}

function line(entry: Exclude<Entry, Waiting<'submit'>>, desk: Desk, panel: Frame): TemplateResult {
  const { words, now, view } = desk;
  const zone = view?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const text = 'text' in entry ? entry.text : undefined;
  const act =
    entry.is === 'rate' ? 'rate' : entry.is === 'act' && entry.act in words.yourAct ? entry.act : 'files';
  const told = text ? words.yourReply(text) : words.yourAct[act as keyof typeof words.yourAct];
  return html`<button @click=${() => panel.go({ is: 'ticket', id: entry.about.id })}>
      ${mark('unsent')}<span class="title cut">${entry.about.title}</span
      ><span>${words.time.agoOrAt(entry.at, now, zone)}</span
      ><span class="does cut">${entry.problem ? words.refusedEntry(entry.problem) : told}</span>
    </button>
    ${
      entry.problem
        ? html`<button class="btn btn-text" @click=${(event: Event) => drop(event, desk, entry)}>
            ${words.remove}
          </button>`
        : nothing
    }`;
}

/** What is missing has the focus, and says so itself. */
function sendTicked({ currentTarget }: Event, desk: Desk, entry: Waiting<'submit'>): void {
  if (!desk.consentLack(entry.input)) return void desk.sendTicked(entry);
  const card = (currentTarget as HTMLElement).closest('.card');
  card?.querySelector<HTMLElement>('.consent input')?.focus();
}

/** Asked once more in place: what is deleted here is nowhere else. */
function drop({ currentTarget }: Event, desk: Desk, { requestId }: Entry): void {
  const button = currentTarget as HTMLButtonElement;
  if (button.dataset.asked) return desk.drop(requestId);
  button.dataset.asked = 'yes';
  button.textContent = desk.words.reallyRemove;
}
