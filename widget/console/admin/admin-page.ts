import type { StaffMe } from '../../client/api.ts';
import { type Answer, type Failure, send } from '../api.ts';
import { askPassword } from '../parts/ask-password.ts';
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
    // What is pressed is switched off meanwhile, and loses the focus by that.
    const pressed = document.activeElement;
    this.busy = true;
    let answer: Answer<T> = await send(question());
    const asks = !answer.ok && answer.refusal?.code === 'password_needed';
    // Asked for in place, and then what was pressed goes on.
    if (asks && (await askPassword(this))) answer = await send(question());
    this.busy = false;
    this.failure = answer.ok ? null : answer;
    if (asks) {
      await this.updateComplete;
      if (pressed instanceof HTMLElement) pressed.focus();
    }
    return answer.ok ? answer.value : null;
  }
}
