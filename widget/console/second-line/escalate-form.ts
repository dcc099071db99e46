import { html, nothing, type PropertyValues } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import type { Inputs, StaffTicketView, TicketSecondLine, TopicView } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { Attachments } from '../parts/attachments.ts';
import { errorLine, field, focusFirstWrong } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { RequestId } from '../request-id.ts';
import { ActClosed } from '../ticket/act-form.ts';
import type { Perform } from '../ticket/perform.ts';
import { language, time, words } from '../words.ts';
import {
  type EscalateDraft,
  forgetSecondLineDraft,
  keepSecondLineDraft,
  secondLineDraft,
} from './second-line-drafts.ts';
import { secondLineWords } from './second-line-words.ts';
import { type Chosen, leavingTemplate, showableList } from './showable-list.ts';

type Topic = Inputs['secondLine']['escalate']['topic'];

/** Asks a department: under which topic, what, and what of the conversation it may see. */
export class EscalateForm extends PageElement {
  static override properties = {
    ticket: { attribute: false },
    staffId: {},
    zone: {},
    topic: {},
    perform: { attribute: false },
    topics: { state: true },
    of: { state: true },
    chosenTopic: { state: true },
    question: { state: true },
    chosen: { state: true },
    wrong: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  declare ticket: StaffTicketView;
  declare staffId: string;
  declare zone: string;
  /** As a rule proposes it; what somebody has chosen themselves comes before. */
  declare topic: string | null;
  declare perform: Perform;
  declare topics: readonly TopicView[] | null;
  declare of: TicketSecondLine | null;
  declare chosenTopic: string;
  declare question: string;
  declare chosen: Chosen | null;
  declare wrong: { topic?: string; question?: string };
  declare failure: Failure | null;
  declare busy: boolean;

  #files = new Attachments(this, () => this.#keep());
  #request = new RequestId();

  constructor() {
    super();
    this.topic = null;
    this.topics = null;
    this.of = null;
    this.chosenTopic = '';
    this.question = '';
    this.chosen = null;
    this.wrong = {};
    this.failure = null;
    this.busy = false;
  }

  get #about(): string {
    return `${this.ticket.id}:escalate`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const draft = secondLineDraft<EscalateDraft>(this.staffId, this.#about);
    if (draft) {
      this.question = draft.question;
      this.chosen = draft.chosen;
      this.chosenTopic = draft.topic;
      this.#files.set(draft.files);
    }
    this.chosenTopic = this.topic ?? this.chosenTopic;
    void this.#read();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('topic') && this.topic) this.chosenTopic = this.topic;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>(this.chosenTopic ? 'textarea' : 'select')?.focus();
  }

  async #read(): Promise<void> {
    this.failure = null;
    const [topics, of] = await Promise.all([
      read(api.secondLine.topics.query({})),
      read(api.secondLine.ofTicket.query({ id: this.ticket.id })),
    ]);
    if (!topics.ok) return void (this.failure = topics);
    if (!of.ok) return void (this.failure = of);
    this.topics = topics.value;
    this.of = of.value;
    // A question without what it is about says little: what the client came with goes along unless it is taken out.
    const [first] = of.value.showable;
    this.chosen ??= { entries: first ? [first.seq] : [], files: [] };
  }

  #keep(): void {
    const files = this.#files?.files ?? [];
    const { question, chosenTopic: topic, chosen } = this;
    if (!question.trim() && files.length === 0) return forgetSecondLineDraft(this.staffId, this.#about);
    keepSecondLineDraft(this.staffId, this.#about, { topic, question, files, chosen });
  }

  #topicChosen = (event: Event) => {
    this.chosenTopic = (event.target as HTMLSelectElement).value;
    this.wrong = {};
    this.#keep();
  };

  #typed = (event: Event) => {
    this.question = (event.target as HTMLTextAreaElement).value;
    this.wrong = {};
    this.#keep();
  };

  #choose = (change: (before: Chosen) => Chosen) => {
    if (!this.chosen) return;
    this.chosen = change(this.chosen);
    this.#keep();
  };

  #wrong(): EscalateForm['wrong'] {
    const { missing, tooLong } = secondLineWords().form;
    const { max } = FIELDS.note;
    const text = this.question.trim();
    return {
      ...(this.chosenTopic ? {} : { topic: missing.topic }),
      ...(text === '' ? { question: missing.question } : text.length > max ? { question: tooLong(max) } : {}),
    };
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy || this.#files.isBusy || !this.chosen) return;
    this.wrong = this.#wrong();
    this.failure = null;
    if (Object.keys(this.wrong).length > 0) {
      await this.updateComplete;
      focusFirstWrong(this);
      return;
    }
    const content = {
      id: this.ticket.id,
      topic: this.chosenTopic as Topic,
      question: this.question.trim(),
      files: this.#files.ids,
      shown: { entries: [...this.chosen.entries], files: [...this.chosen.files] },
    };
    this.busy = true;
    this.failure = await this.perform(() =>
      api.secondLine.escalate.mutate({ ...content, requestId: this.#request.for(content) }),
    );
    this.busy = false;
    if (this.failure) return;
    this.#request.done();
    forgetSecondLineDraft(this.staffId, this.#about);
    this.dispatchEvent(new ActClosed(true));
  };

  #cancel = () => this.dispatchEvent(new ActClosed(false));

  #keydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#cancel();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      this.querySelector('form')?.requestSubmit();
  };

  #topicField(topic: TopicView | null) {
    const { form } = secondLineWords();
    const { topics } = this;
    return html`<div class="field-wide">
      ${field(
        { id: 'escalate-topic', label: form.topic, problem: this.wrong.topic },
        ({ id, by, invalid }) =>
          html`<span class="select"
            ><select
              class="input"
              id=${id}
              aria-describedby="${by} escalate-term"
              aria-invalid=${invalid}
              @change=${this.#topicChosen}
            >
              <option value="" ?selected=${!topic}>${form.chooseTopic}</option>
              ${(topics ?? []).map(
                (each) =>
                  html`<option value=${each.topic} ?selected=${each.topic === this.chosenTopic}>
                    ${each.name[language()]}
                  </option>`,
              )}</select
            >${icon('down')}</span
          >`,
      )}
      <div id="escalate-term" class="soft" aria-live="polite">
        ${
          topic
            ? html`<p>
                  ${form.answers(
                    topic.departments.map((each) => each[language()]).join(', '),
                    topic.workingDays,
                    time().shortDue(topic.dueAt, now(), this.zone),
                  )}
                </p>
                ${topic.channels.map(({ channel, ready }) =>
                  ready ? nothing : html`<p>${form.notReady(form.channel[channel])}</p>`,
                )}`
            : nothing
        }
      </div>
    </div>`;
  }

  protected override render() {
    const said = secondLineWords();
    const { of, chosen } = this;
    const topic = this.topics?.find((each) => each.topic === this.chosenTopic) ?? null;
    return html`<form
      class="act-form act-note second-line-form"
      novalidate
      aria-label=${said.escalate}
      @submit=${this.#submit}
      @keydown=${this.#keydown}
      @paste=${this.#files.pasted}
      @dragover=${this.#files.draggedOver}
      @drop=${this.#files.dropped}
    >
      <div class="act-fields">
        ${this.#topicField(topic)}
        ${field(
          { id: 'escalate-question', label: said.form.question, problem: this.wrong.question, wide: true },
          ({ id, by, invalid }) =>
            html`<textarea
              class="input"
              id=${id}
              rows="3"
              aria-describedby=${by}
              aria-invalid=${invalid}
              .value=${this.question}
              @input=${this.#typed}
            ></textarea>`,
        )}
      </div>
      ${this.#files.listTemplate()}
      ${
        of && chosen
          ? html`${showableList(of.showable, chosen, this.zone, this.#choose)}
            ${leavingTemplate({
              number: this.ticket.number,
              of,
              topic,
              question: this.question,
              files: this.#files.files.map(({ name }) => name),
              chosen,
            })}`
          : this.failure
            ? html`<button type="button" class="btn" @click=${() => void this.#read()}>
                ${words().retry}
              </button>`
            : html`<p class="quiet">${words().loading}</p>`
      }
      <div role="alert">${errorLine(this.failure?.text)}</div>
      <div class="act-foot">
        ${this.#files.chooser('escalate-file')}
        <span class="grow"></span>
        <button type="button" class="btn btn-text" @click=${this.#cancel}>${words().cancel}</button>
        <button type="submit" class="btn btn-main" ?disabled=${this.busy || !of}>${said.send}</button>
      </div>
    </form>`;
  }
}
