/** What a page hears from its guest. All bubble and cross the shadow's edge; none can be cancelled. */
const HEARD = { bubbles: true, composed: true };

/** The person opened the panel. */
export class SupportOpenEvent extends Event {
  constructor() {
    super('support-open', HEARD);
  }
}

/** The person closed it. */
export class SupportCloseEvent extends Event {
  constructor() {
    super('support-close', HEARD);
  }
}

/** The desk has said that it has the ticket. */
export class SupportSentEvent extends Event {
  readonly number: number;
  readonly kind: string;

  constructor({ number, kind }: { number: number; kind: string }) {
    super('support-sent', HEARD);
    this.number = number;
    this.kind = kind;
  }
}

/** Told once after the page has loaded, for a page that shows the number itself. */
export class SupportUnreadEvent extends Event {
  readonly count: number;

  constructor(count: number) {
    super('support-unread', HEARD);
    this.count = count;
  }
}
