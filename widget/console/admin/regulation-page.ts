import { html, nothing, type TemplateResult } from 'lit';
import type { Outputs, StaffMe } from '../../client/api.ts';
import { api, type Failure, read } from '../api.ts';
import { now } from '../now.ts';
import { PageElement } from '../page-element.ts';
import { errorLine } from '../parts/field.ts';
import { pageBar } from '../shell/page-bar.ts';
import { time, words } from '../words.ts';
import { regulationWords } from './admin-words.ts';
import {
  deskPart,
  kindsPart,
  qualityPart,
  routingPart,
  secondLinePart,
  timesPart,
  workflowPart,
} from './regulation-parts.ts';

type View = Outputs['staff']['regulation'];

/** The regulation in force, readable, each part under its paragraph. */
export class RegulationPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    view: { state: true },
    failure: { state: true },
  };
  declare me: StaffMe;
  declare view: View | null;
  declare failure: Failure | null;

  constructor() {
    super();
    this.view = null;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    const answer = await read(api.staff.regulation.query());
    if (answer.ok) this.view = answer.value;
    else this.failure = answer;
  }

  #part(paragraphs: string, title: string, content: TemplateResult): TemplateResult {
    const id = `part-${paragraphs.replaceAll(/\D/g, '-')}`;
    return html`<section class="part" aria-labelledby=${id}>
      <h2 id=${id}><span class="paragraph nums">§ ${paragraphs}</span> ${title}</h2>
      ${content}
    </section>`;
  }

  #text({ regulation, paragraphs, recordedAt, openTickets }: View) {
    const said = regulationWords();
    const zone = this.me.desk.timeZone;
    const times = [...new Set([paragraphs.reaction, paragraphs.completion])].join(', ');
    return html`<p class="soft">
        ${said.since(time().dayAndTime(recordedAt, now(), zone))}.
        ${openTickets.map(({ version, count }) => html`${said.openUnder(version, count)}. `)}
      </p>
      ${this.#part(`1–${paragraphs.desk}`, said.desk, deskPart(regulation))}
      ${this.#part(paragraphs.routing, said.routing.title, routingPart(regulation))}
      ${this.#part('3', said.kinds, kindsPart())}
      ${this.#part(paragraphs.workflow, said.statuses, workflowPart(regulation))}
      ${this.#part(times, said.times, timesPart(regulation))}
      ${this.#part(paragraphs.quality, said.quality, qualityPart(regulation))}
      ${this.#part(`${paragraphs.secondLine}–8`, said.secondLine, secondLinePart(regulation))}`;
  }

  protected override render() {
    const said = regulationWords();
    return html`${pageBar({
        title: said.title,
        tail: this.view ? said.version(this.view.regulation.version) : undefined,
      })}
      <div class="page-body reading" tabindex="0" role="region" aria-label=${said.title}>
        <div role="alert">${errorLine(this.failure?.text)}</div>
        ${this.view ? this.#text(this.view) : this.failure ? nothing : html`<p class="quiet">${words().loading}</p>`}
      </div>`;
  }
}
