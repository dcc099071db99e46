import type { DraftView, FieldProblem } from '../../client/api.ts';
import { api, type Failure, send } from '../api.ts';
import { forget, keep, kept } from '../kept.ts';
import type { Content, Path } from './content.ts';
import { withValue } from './content.ts';

const AFTER_TYPING_MS = 600;
const KEPT = 'rules-draft';

type Kept = { revision: number; content: Content };

/**
 * The open draft while it is edited: every change is saved by itself soon after it was typed, and until it is saved it is
 * kept in this browser, so that neither a lost connection nor a colleague who was faster takes anything away.
 */
export class DraftKeeper {
  content: Content | null = null;
  revision = 0;
  problems: readonly FieldProblem[] = [];
  view: DraftView | null = null;
  state: 'saved' | 'waiting' | 'saving' | 'failed' = 'saved';
  failure: Failure | null = null;

  #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What the server has. What is still unsaved here stays, and is saved on top of it if it was made from it. */
  take(view: DraftView | null): void {
    this.view = view;
    this.problems = view?.problems ?? [];
    this.revision = view?.revision ?? 0;
    if (this.state !== 'saved' && this.content) return;
    this.content = view ? (JSON.parse(view.content) as Content) : null;
    const unsaved = kept<Kept>(KEPT);
    if (!unsaved || !view) return;
    this.content = unsaved.content;
    if (unsaved.revision === view.revision) this.#later();
    else this.#conflict();
  }

  set(path: Path, value: unknown): void {
    if (this.content) this.replace(withValue(this.content, path, value));
  }

  replace(content: Content): void {
    this.content = content;
    keep(KEPT, { revision: this.revision, content } satisfies Kept);
    // A colleague was faster: nothing is written over theirs until somebody says so.
    if (this.failure?.refusal?.code !== 'draft_moved_on') this.#later();
    this.#changed();
  }

  /** Everything typed is on the server, or has failed. */
  async settled(): Promise<void> {
    if (this.state === 'waiting') this.#saveNow();
    while (this.#saving) await this.#saving;
  }

  /** After a conflict: theirs. */
  takeTheirs(view: DraftView | null): void {
    forget(KEPT);
    this.state = 'saved';
    this.failure = null;
    this.take(view);
    this.#changed();
  }

  /** After a conflict: mine over theirs. */
  saveOver(view: DraftView | null): void {
    this.revision = view?.revision ?? 0;
    this.failure = null;
    this.#saveNow();
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.state === 'waiting') this.#saveNow();
  }

  #later(): void {
    this.state = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#saveNow(), AFTER_TYPING_MS);
  }

  #saveNow(): void {
    clearTimeout(this.#timer);
    if (this.#saving || !this.content) return;
    this.state = 'saving';
    this.#changed();
    this.#saving = this.#save(this.content).finally(() => {
      this.#saving = null;
      if (this.state === 'waiting') this.#saveNow();
      this.#changed();
    });
  }

  async #save(content: Content): Promise<void> {
    const answer = await send(
      api.rules.saveDraft.mutate({ content: JSON.stringify(content), revision: this.revision }),
    );
    if (!answer.ok) {
      this.state = 'failed';
      this.failure = answer;
      return;
    }
    const isNewest = this.content === content;
    this.failure = null;
    this.state = isNewest ? 'saved' : 'waiting';
    this.view = answer.value;
    this.revision = answer.value.revision;
    this.problems = answer.value.problems;
    if (isNewest) forget(KEPT);
    else keep(KEPT, { revision: this.revision, content: this.content as Content } satisfies Kept);
  }

  #conflict(): void {
    this.state = 'failed';
    this.failure = {
      ok: false,
      lost: false,
      refusal: { code: 'draft_moved_on', by: this.view?.savedBy ?? null },
      text: '',
    };
  }
}
