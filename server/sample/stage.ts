/** A ticket and those who act on it, each act through the command that the API uses. */
import { DAY, HOUR, MINUTE, type Milliseconds } from '../../shared/duration.ts';
import type { Instant } from '../../shared/instant.ts';
import type { Stars } from '../../shared/rating.ts';
import type { StaffChannel } from '../../shared/ticket.ts';
import type { ClientCaller, StaffCaller } from '../auth/caller.ts';
import { assignTicket } from '../commands/assign-ticket.ts';
import { changeStatus, type ChangeStatus } from '../commands/change-status.ts';
import type { Done, Refused } from '../commands/commit-decision.ts';
import type { FormContent } from '../commands/new-ticket.ts';
import { rateTicket } from '../commands/rate-ticket.ts';
import { registerTicket } from '../commands/register-ticket.ts';
import { reply } from '../commands/reply.ts';
import { setTarget, type NewTarget } from '../commands/set-target.ts';
import { submitTicket } from '../commands/submit-ticket.ts';
import { writeNote } from '../commands/write-note.ts';
import type { Deps } from '../deps.ts';
import { addWorkingTime } from '../domain/working-time/working-time.ts';
import type { Attachments } from '../files/attachments.ts';
import { uploaderOf } from '../store/uploader.ts';
import type { Paper } from './papers.ts';
import type { Random } from './random.ts';

export type Cast = {
  deps: Deps;
  attachments: Attachments;
  random: Random;
  staff: readonly (StaffCaller & { technicalSpecialist: boolean })[];
};

type Act = Omit<ChangeStatus, 'requestId' | 'id' | 'seenVersion'>;

export class Stage {
  #cast: Cast;
  #client: ClientCaller;
  #id: string | null = null;
  readonly random: Random;
  /** Fills the slots of a text. */
  readonly say: (text: string) => string;

  constructor(cast: Cast, client: ClientCaller, say: (text: string) => string) {
    this.#cast = cast;
    this.#client = client;
    this.random = cast.random;
    this.say = say;
  }

  /** While the desk is open: the desk's own pace. */
  working(from: Milliseconds, to: Milliseconds): Instant {
    const { deps, random } = this.#cast;
    return addWorkingTime(deps.ruleBook().current.workingTime, deps.now(), random.between(from, to));
  }

  /** A client answers when they like, but rarely at night. */
  later(from: Milliseconds, to: Milliseconds): Instant {
    const at = this.#cast.deps.now() + this.random.between(from, to);
    const hour = Math.floor((at % DAY) / HOUR);
    return hour >= 4 && hour < 19 ? at : at + 10 * HOUR + this.random.between(0, 60) * MINUTE;
  }

  async submit(
    content: Omit<FormContent, 'files'>,
    papers: readonly Paper[],
    channel: 'widget' | 'feedback_form',
  ): Promise<void> {
    const files = await this.#upload(this.#client, papers);
    const requestId = this.#requestId();
    this.#id = done(
      await submitTicket(this.#cast.deps, this.#client, { ...content, files, requestId, channel }),
    ).ticketId;
  }

  async register(
    content: Omit<FormContent, 'files'>,
    channel: StaffChannel,
    turnedBefore: Milliseconds,
  ): Promise<void> {
    const { deps, staff } = this.#cast;
    const { licenseeId, personId } = this.#client;
    const registration = {
      ...content,
      files: [],
      requestId: this.#requestId(),
      licenseeId,
      personId,
      channel,
      turnedAt: deps.now() - turnedBefore,
    };
    this.#id = done(await registerTicket(deps, this.random.pick(staff), registration)).ticketId;
  }

  async clientSays(text: string, papers: readonly Paper[] = []): Promise<void> {
    const files = await this.#upload(this.#client, papers);
    done(
      await reply(this.#cast.deps, this.#client, {
        requestId: this.#requestId(),
        id: this.#ticket,
        text,
        files,
      }),
    );
  }

  async clientDoes(act: Act): Promise<void> {
    done(
      await changeStatus(this.#cast.deps, this.#client, {
        ...act,
        requestId: this.#requestId(),
        id: this.#ticket,
      }),
    );
  }

  async rate(stars: Stars, word: string): Promise<void> {
    const rating = { requestId: this.#requestId(), id: this.#ticket, stars, ...(word !== '' && { word }) };
    done(await rateTicket(this.#cast.deps, this.#client, rating));
  }

  async staffSays(text: string): Promise<void> {
    const { caller, seenVersion } = await this.#responsible();
    done(
      await reply(this.#cast.deps, caller, {
        requestId: this.#requestId(),
        id: this.#ticket,
        seenVersion,
        text,
        files: [],
      }),
    );
  }

  async staffNotes(text: string): Promise<void> {
    const { caller } = await this.#responsible();
    done(
      await writeNote(this.#cast.deps, caller, {
        requestId: this.#requestId(),
        id: this.#ticket,
        text,
        files: [],
      }),
    );
  }

  async staffDoes(act: Act, papers: readonly Paper[] = []): Promise<void> {
    const { caller, seenVersion } = await this.#responsible();
    const files = await this.#upload(caller, papers);
    done(
      await changeStatus(this.#cast.deps, caller, {
        ...act,
        files,
        requestId: this.#requestId(),
        id: this.#ticket,
        seenVersion,
      }),
    );
  }

  async bill(
    text: string,
    paper: Paper,
    invoice: { number: string; sumKopecks: number; payBy: string },
  ): Promise<void> {
    const { caller, seenVersion } = await this.#responsible();
    const [fileId = ''] = await this.#upload(caller, [paper]);
    const act = { act: 'bill' as const, text, invoice: { ...invoice, fileId } };
    done(
      await changeStatus(this.#cast.deps, caller, {
        ...act,
        requestId: this.#requestId(),
        id: this.#ticket,
        seenVersion,
      }),
    );
  }

  async target(target: NewTarget, text: string): Promise<void> {
    const { caller, seenVersion } = await this.#responsible();
    done(
      await setTarget(this.#cast.deps, caller, {
        requestId: this.#requestId(),
        id: this.#ticket,
        seenVersion,
        target,
        text,
      }),
    );
  }

  /** To somebody with the skill, if there is another. */
  async passToSpecialist(note: string): Promise<void> {
    const { caller } = await this.#responsible();
    const others = this.#cast.staff.filter(
      (each) => each.technicalSpecialist && each.staffId !== caller.staffId,
    );
    await this.staffNotes(note);
    await this.#assign(caller, this.random.pick(others).staffId);
  }

  get #ticket(): string {
    if (this.#id === null) throw new Error('nothing has been submitted yet');
    return this.#id;
  }

  #requestId(): string {
    return this.random.id();
  }

  async #load() {
    const loaded = await this.#cast.deps.store.tickets.load(this.#ticket);
    if (!loaded) throw new Error(`ticket ${this.#ticket} is gone`);
    return loaded.ticket;
  }

  /** Whoever it was given to; where it is nobody's, somebody takes it first. */
  async #responsible(): Promise<{ caller: StaffCaller; seenVersion: number }> {
    const ticket = await this.#load();
    const assignee = this.#cast.staff.find(({ staffId }) => staffId === ticket.assignee);
    if (assignee) return { caller: assignee, seenVersion: ticket.version };
    const taker = this.random.pick(this.#cast.staff);
    if (ticket.status !== 'closed') await this.#assign(taker, taker.staffId);
    return { caller: taker, seenVersion: (await this.#load()).version };
  }

  async #assign(caller: StaffCaller, to: string): Promise<void> {
    const { version } = await this.#load();
    done(
      await assignTicket(this.#cast.deps, caller, {
        requestId: this.#requestId(),
        id: this.#ticket,
        seenVersion: version,
        to,
      }),
    );
  }

  async #upload(caller: ClientCaller | StaffCaller, papers: readonly Paper[]): Promise<string[]> {
    const { attachments, deps } = this.#cast;
    const id = caller.side === 'client' ? caller.personId : caller.staffId;
    const files: string[] = [];
    for (const { name, bytes } of papers) {
      const upload = {
        name,
        uploader: uploaderOf({ side: caller.side, id }),
        body: only(bytes),
        declaredBytes: bytes.length,
        at: deps.now(),
      };
      const received = await attachments.receive(upload);
      if ('refusal' in received) throw new Error(`${name} was refused: ${received.refusal.code}`);
      files.push(received.id);
    }
    return files;
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The stories keep to the workflow: a refusal is a mistake in one of them. */
function done(outcome: Done | Refused): Done {
  if ('refusal' in outcome) throw new Error(`a sample story was refused: ${JSON.stringify(outcome.refusal)}`);
  return outcome;
}
