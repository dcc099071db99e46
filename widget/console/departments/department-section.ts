import { html, nothing, type TemplateResult } from 'lit';
import { FIELDS } from '../../../shared/submission.ts';
import { LANGUAGES, type Language } from '../../../shared/ticket.ts';
import type { DepartmentView, SecondLineSettings, TestOutcome } from '../../client/api.ts';
import { AdminPage } from '../admin/admin-page.ts';
import { api, read } from '../api.ts';
import { faultLine } from '../parts/fault-words.ts';
import { errorLine, fieldValue } from '../parts/field.ts';
import { icon } from '../parts/icons.ts';
import { language, words } from '../words.ts';
import { departmentsWords } from './departments-words.ts';

type Channel = DepartmentView['channels'][number];
type Member = DepartmentView['members'][number];

const KINDS = ['mattermost_channel', 'mattermost_webhook', 'email'] as const;
const MATTERMOST_ID = '[a-z0-9]{26}';
const LOOK_AGAIN_MS = 700;
/** After this many looks what has not gone is told as not gone yet. */
const LOOKS = 12;

export class SettingsChanged extends Event {
  static readonly NAME = 'departments-changed';
  readonly settings: SecondLineSettings;

  constructor(settings: SecondLineSettings) {
    super(SettingsChanged.NAME, { bubbles: true });
    this.settings = settings;
  }
}

/** One department: its topics, its channels with a message to try each by, and its people. */
export class DepartmentSection extends AdminPage {
  static override properties = {
    ...AdminPage.properties,
    department: { attribute: false },
    configured: { attribute: false },
    kind: { state: true },
    removing: { state: true },
    tested: { state: true },
  };
  declare department: DepartmentView;
  declare configured: SecondLineSettings['configured'];
  declare kind: Channel['kind'];
  declare removing: string | null;
  declare tested: { channelId: string; said: string } | null;

  constructor() {
    super();
    this.kind = 'mattermost_channel';
    this.removing = null;
    this.tested = null;
  }

  /** For ids: a key is a name, with spaces in it. */
  get #slug(): string {
    return this.department.key.replaceAll(/\W+/gu, '-');
  }

  async #set(question: () => Promise<SecondLineSettings>): Promise<boolean> {
    const settings = await this.change(question);
    this.removing = null;
    if (settings) this.dispatchEvent(new SettingsChanged(settings));
    return settings !== null;
  }

  #addChannel = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { kind } = this;
    const department = this.department.key;
    const target = fieldValue(form, 'target');
    const in_ = fieldValue(form, 'language') as Language;
    if (await this.#set(() => api.secondLine.addChannel.mutate({ kind, department, target, language: in_ })))
      this.#cleared(form);
  };

  #cleared(form: HTMLFormElement): void {
    form.reset();
    this.kind = KINDS[0];
  }

  #addMember = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const member = {
      department: this.department.key,
      name: fieldValue(form, 'name'),
      mattermostUserId: fieldValue(form, 'user') || null,
      email: fieldValue(form, 'email') || null,
      disabled: false,
    };
    if (await this.#set(() => api.secondLine.putMember.mutate(member))) form.reset();
  };

  #turn({ id: memberId, ...member }: Member): void {
    const department = this.department.key;
    void this.#set(() =>
      api.secondLine.putMember.mutate({ ...member, memberId, department, disabled: !member.disabled }),
    );
  }

  async #test({ id: channelId, kind }: Channel): Promise<void> {
    const { departments: said } = departmentsWords();
    const way = kind === 'email' ? 'email' : kind === 'mattermost_channel' ? 'mattermost' : null;
    if (way && !this.configured[way])
      return void (this.tested = { channelId, said: said.notConfigured[way] });
    this.tested = { channelId, said: said.testing };
    const sent = await this.change(() => api.secondLine.testChannel.mutate({ channelId }));
    if (!sent) return void (this.tested = null);
    for (let look = 1; ; look++) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      if (!this.isConnected || this.tested?.channelId !== channelId) return;
      const answer = await read(api.secondLine.tested.query({ noticeId: sent.noticeId }));
      if (!answer.ok) return void (this.failure = answer);
      const outcome = outcomeWords(answer.value, look >= LOOKS);
      if (outcome === null) continue;
      this.tested = { channelId, said: outcome };
      return;
    }
  }

  #channel = (channel: Channel): TemplateResult => {
    const { departments: said } = departmentsWords();
    const { id, kind, target } = channel;
    const acts =
      this.removing === id
        ? html`<span>${said.reallyRemove(target)}</span>
            <button
              type="button"
              class="btn"
              ?disabled=${this.busy}
              @click=${() => void this.#set(() => api.secondLine.removeChannel.mutate({ channelId: id }))}
            >
              ${said.remove}
            </button>
            <button type="button" class="btn btn-text" @click=${() => (this.removing = null)}>
              ${words().cancel}
            </button>`
        : html`<button
              type="button"
              class="btn"
              aria-label="${said.test}: ${said.kind[kind]}, ${target}"
              ?disabled=${this.busy}
              @click=${() => void this.#test(channel)}
            >
              ${said.test}
            </button>
            <button
              type="button"
              class="btn btn-text"
              aria-label="${said.remove}: ${said.kind[kind]}, ${target}"
              @click=${() => (this.removing = id)}
            >
              ${said.remove}
            </button>`;
    return html`<li>
      <span class="reached"
        ><b>${said.kind[kind]}</b> <span class="mono">${target}</span>
        <span class="soft">${said.languages[channel.language]}</span></span
      >
      ${this.mayChange ? html`<span class="reached-acts">${acts}</span>` : nothing}
      <span class="reached-said" role="status"
        >${this.tested?.channelId === id ? this.tested.said : nothing}</span
      >
    </li>`;
  };

  #channelForm() {
    const { departments: said } = departmentsWords();
    const { kind } = this;
    const id = `channel-${this.#slug}`;
    return html`<details class="adding">
      <summary>${said.addChannel}</summary>
      <form class="line-form" aria-label=${said.addChannel} @submit=${this.#addChannel}>
        <div class="field">
          <label for="${id}-kind">${said.channel}</label>
          <span class="select"
            ><select
              class="input"
              id="${id}-kind"
              @change=${(event: Event) => (this.kind = (event.target as HTMLSelectElement).value as Channel['kind'])}
            >
              ${KINDS.map((each) => html`<option value=${each} .selected=${each === kind}>${said.kind[each]}</option>`)}</select
            >${icon('down')}</span
          >
        </div>
        <div class="field">
          <label for="${id}-target"
            >${said.target[kind]} <span class="hint">${said.targetHint[kind]}</span></label
          >
          <input
            class="input"
            id="${id}-target"
            name="target"
            required
            autocomplete="off"
            maxlength="500"
            type=${kind === 'email' ? 'email' : kind === 'mattermost_webhook' ? 'url' : 'text'}
            pattern=${kind === 'mattermost_channel' ? MATTERMOST_ID : nothing}
          />
        </div>
        <div class="field">
          <label for="${id}-language">${said.language}</label>
          <span class="select"
            ><select class="input" id="${id}-language" name="language">
              ${LANGUAGES.map((each) => html`<option value=${each} .selected=${each === language()}>${said.languages[each]}</option>`)}</select
            >${icon('down')}</span
          >
        </div>
        <button class="btn" ?disabled=${this.busy}>${said.add}</button>
      </form>
    </details>`;
  }

  #member = (member: Member): TemplateResult => {
    const { departments: said } = departmentsWords();
    const label = member.disabled ? said.turnOn : said.turnOff;
    return html`<li>
      <span class="reached"
        ><b>${member.name}</b>
        ${member.mattermostUserId ? html`<span class="mono">${member.mattermostUserId}</span>` : nothing}
        ${member.email ? html`<span>${member.email}</span>` : nothing}
        ${member.disabled ? html`<span class="soft">${said.off}</span>` : nothing}</span
      >
      ${
        this.mayChange
          ? html`<span class="reached-acts"
              ><button
                type="button"
                class="btn btn-text"
                aria-label="${label}: ${member.name}"
                ?disabled=${this.busy}
                @click=${() => this.#turn(member)}
              >
                ${label}
              </button></span
            >`
          : nothing
      }
    </li>`;
  };

  #memberForm() {
    const { departments: said } = departmentsWords();
    const id = `member-${this.#slug}`;
    return html`<details class="adding">
      <summary>${said.addMember}</summary>
      <form class="line-form" aria-label=${said.addMember} @submit=${this.#addMember}>
        <div class="field">
          <label for="${id}-name">${said.name}</label>
          <input
            class="input"
            id="${id}-name"
            name="name"
            required
            maxlength=${FIELDS.personName.max}
            autocomplete="off"
          />
        </div>
        <div class="field">
          <label for="${id}-user"
            >${said.mattermostUser} <span class="hint">${said.mattermostUserHint}</span></label
          >
          <input class="input" id="${id}-user" name="user" pattern=${MATTERMOST_ID} autocomplete="off" />
        </div>
        <div class="field">
          <label for="${id}-email">${said.email}</label>
          <input
            class="input"
            id="${id}-email"
            name="email"
            type="email"
            maxlength=${FIELDS.email.max}
            autocomplete="off"
          />
        </div>
        <button class="btn" ?disabled=${this.busy}>${said.add}</button>
      </form>
    </details>`;
  }

  protected override render() {
    const { departments: said } = departmentsWords();
    const { name, topics, channels, members } = this.department;
    const heading = `department-${this.#slug}`;
    const list = <T>(rows: readonly T[], row: (one: T) => TemplateResult, none: string) =>
      rows.length === 0
        ? html`<p class="quiet">${none}</p>`
        : html`<ul class="reached-list">
            ${rows.map(row)}
          </ul>`;
    return html`<section aria-labelledby=${heading}>
      <h2 id=${heading}>${name[language()]}</h2>
      <ul class="department-topics" aria-label=${said.topics}>
        ${topics.map(
          (topic) =>
            html`<li>
              ${topic.name[language()]},
              <span class="soft"
                >${said.answers(topic.workingDays)},
                ${topic.channels.map((way) => said.by[way]).join(', ')}</span
              >
            </li>`,
        )}
      </ul>
      <div role="alert">${errorLine(this.failure?.text)}</div>
      <h3>${said.channels}</h3>
      ${list(channels, this.#channel, said.noChannels)} ${this.mayChange ? this.#channelForm() : nothing}
      <h3>${said.members}</h3>
      ${list(members, this.#member, said.noMembers)} ${this.mayChange ? this.#memberForm() : nothing}
    </section>`;
  }
}

/** Null while it is still under way and there is time. */
function outcomeWords({ state, fault }: TestOutcome, isLastLook: boolean): string | null {
  const { departments: said } = departmentsWords();
  if (state === 'sent') return said.testSent;
  const why = fault ? faultLine(fault) : '';
  if (state === 'given_up' || state === 'skipped') return said.testFailed(why);
  return why || isLastLook ? said.testWaits(why) : null;
}
