/** On the window: a ticket has a new version, or (with no id) anything may have changed while we were not connected. */
export class LiveTicketEvent extends Event {
  static readonly NAME = 'console-live-ticket';
  readonly id: string | null;
  readonly version: number;

  constructor(id: string | null, version = 0) {
    super(LiveTicketEvent.NAME);
    this.id = id;
    this.version = version;
  }
}

/** A command of ours has been answered: what the side bar counts may be out of date before the stream says so. */
export const somethingChanged = (id: string, version: number): void => {
  dispatchEvent(new LiveTicketEvent(id, version));
};
