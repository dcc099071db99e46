/** What the ticket's screen asks of the panel around it: the panel has the session, the network and the device's memory. */
import type { Act } from '../../../shared/ticket.ts';
import type { ClockName, FileView } from '../../client/api.ts';

/** `waiting`: kept on this device, and sent when the network is back. A refusal comes as the text to show. */
export type Outcome = { is: 'sent' } | { is: 'waiting' } | { is: 'refused'; text: string };

/** `forGood`: the same file will not be taken another time either. */
export type Uploaded = { file: FileView } | { refused: string; forGood?: boolean };

/** What is typed into one box, kept until it has been sent. */
export type Draft = { read(): string; write(text: string): void };

export type TicketDeps = {
  reply(text: string, files: readonly string[]): Promise<Outcome>;
  act(act: ClientAct, text: string | undefined, files: readonly string[]): Promise<Outcome>;
  rate(stars: 1 | 2 | 3 | 4 | 5, word: string | undefined): Promise<Outcome>;
  upload(file: File): Promise<Uploaded>;
  openFile(file: FileView): void;
  /** Null where it cannot be shown. */
  picture(file: FileView): Promise<ImageBitmap | null>;
  openLedger(clock: ClockName): void;
  draft(box: string): Draft;
};

export type ClientAct = Extract<Act, 'answer' | 'confirm' | 'not_fixed' | 'withdraw' | 'reopen'>;

/** Written, and not with the desk yet. */
export type Unsent = { text: string; at: number };
