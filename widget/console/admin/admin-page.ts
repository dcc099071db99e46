import type { StaffMe } from '../../client/api.ts';
import { type Answer, type Failure, send } from '../api.ts';
import { PageElement } from '../page-element.ts';

/** What the pages of administration share: managers read, administrators change. */
export class AdminPage extends PageElement {
  static override properties = {
    me: { attribute: false },
    failure: { state: true },
    busy: { state: true },
  };
  declare me: StaffMe;
  declare failure: Failure | null;
  declare busy: boolean;

  constructor() {
    super();
    this.failure = null;
    this.busy = false;
  }

  protected get mayChange(): boolean {
    return this.me.role === 'administrator';
  }

  /** One change at a time; what was refused stays where it was typed. */
  protected async change<T>(question: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    const answer: Answer<T> = await send(question());
    this.busy = false;
    this.failure = answer.ok ? null : answer;
    return answer.ok ? answer.value : null;
  }
}
