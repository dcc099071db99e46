/**
 * The regulation in force and every other one that a ticket stands under, each compiled when it is first asked for. Which is
 * in force is a matter of the acts that were recorded and of the moment: a version that was applied for a later instant
 * comes into force at that instant, whoever is awake.
 */
import type { Instant } from '../shared/instant.ts';
import { compileRules, type RuleBook, type Rules } from './domain/rules.ts';
import type { Regulation } from './domain/regulation.ts';
import type { Regulations } from './store/regulations.ts';
import type { Application, RulesStore } from './store/rules.ts';

type Reading = { regulations: Pick<Regulations, 'all'>; rules: Pick<RulesStore, 'applications'> };

export class LiveRules {
  readonly #store: Reading;
  readonly #compiled = new Map<string, Rules>();
  #known: ReadonlyMap<string, Regulation> = new Map();
  #acts: readonly Application[] = [];
  #book: RuleBook | null = null;

  private constructor(store: Reading) {
    this.#store = store;
  }

  static async open(store: Reading): Promise<LiveRules> {
    const rules = new LiveRules(store);
    await rules.reload();
    return rules;
  }

  async reload(): Promise<void> {
    const recorded = await this.#store.regulations.all();
    this.#known = new Map(recorded.map(({ version, regulation }) => [version, regulation]));
    this.#acts = await this.#store.rules.applications();
    this.#book = null;
  }

  book(at: Instant): RuleBook {
    // Before the first of them there was no desk: a clock that says so is wrong, and the desk goes on.
    const act = inForceAt(this.#acts, at) ?? this.#acts.find(({ state }) => state !== 'taken_back');
    if (!act) throw new Error('no regulation is in force: none was ever applied');
    if (this.#book?.current.regulation.version !== act.version) {
      this.#book = { current: this.of(act.version), of: (version) => this.of(version) };
    }
    return this.#book;
  }

  of(version: string): Rules {
    const ready = this.#compiled.get(version);
    if (ready) return ready;
    const regulation = this.#known.get(version);
    if (!regulation)
      throw new Error(`a ticket stands under regulation ${version}, which the database does not have`);
    const rules = compileRules(regulation);
    this.#compiled.set(version, rules);
    return rules;
  }
}

/** The last act whose time has come. */
export function inForceAt<Act extends Pick<Application, 'fromAt' | 'state'>>(
  acts: readonly Act[],
  at: Instant,
): Act | null {
  return acts.findLast(({ fromAt, state }) => state !== 'taken_back' && fromAt <= at) ?? null;
}
