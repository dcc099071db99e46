/** The way out of one channel, and the ways in which it can fail. */
import type { FaultCode } from '../../shared/delivery-fault.ts';
import type { Outgoing } from './outgoing.ts';

/** Known to the receiver: the same message under the same mark is a repeat. */
export type Marked<Message extends Outgoing = Outgoing> = {
  message: Message;
  /** Of this notice to this place, the same at every try. */
  mark: string;
  /** When the notice came to be: no trace of it can be older. */
  since: number;
  /** An earlier try had no clear outcome: it may have arrived. */
  perhapsSent: boolean;
  /** The other side's name for the first message of the thread at this place. */
  root: string | null;
};

/** What the other side calls it, and under which later messages of the thread go. */
export type Receipt = { id: string | null; root: string | null };

export type Transport<Message extends Outgoing = Outgoing> = {
  /** What this message goes through: when it is down, all that goes the same way waits. Null: not set up. */
  wayOf(message: Message): string | null;
  /** Throws `NotDelivered`. */
  send(marked: Marked<Message>): Promise<Receipt>;
};

export type NotDeliveredOptions = ErrorOptions & {
  /** The other side has asked for it. */
  retryAfterMs?: number;
  /** It may have arrived all the same. */
  unclear?: boolean;
};

export class NotDelivered extends Error {
  override name = 'NotDelivered';
  readonly code: FaultCode;
  readonly retryAfterMs: number | null;
  readonly unclear: boolean;

  /** `what`: what the other side has said, or which; staff read it under the code's own words. No secret in it. */
  constructor(code: FaultCode, what: string, options: NotDeliveredOptions = {}) {
    super(what, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.unclear = options.unclear ?? false;
  }
}
