/** An act of the workflow table, by a client or by staff, with whatever it needs. */
import type { ClosingResolution, MovingAct } from '../../shared/ticket.ts';
import type { ClientCaller, StaffCaller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { decide } from '../domain/ticket/decide.ts';
import type { FileId, Invoice, TicketId } from '../domain/ticket/event.ts';
import { commitDecision } from './commit-decision.ts';
import type { Done, Refused } from './commit-decision.ts';
import { collectWords } from './words.ts';

export type ChangeStatus = {
  requestId: string;
  id: TicketId;
  seenVersion?: number | undefined;
  act: Exclude<MovingAct, 'silence'>;
  text?: string | undefined;
  files?: readonly FileId[] | undefined;
  invoice?: { number: string; sumKopecks: number; fileId: FileId; payBy?: string | undefined } | undefined;
  paidOn?: string | undefined;
  resolution?: ClosingResolution | undefined;
};

export function changeStatus(
  deps: Deps,
  caller: ClientCaller | StaffCaller,
  input: ChangeStatus,
): Promise<Done | Refused> {
  const { requestId, seenVersion, ...content } = input;
  // With any other act an invoice's file would be attached, and no event would name it.
  const invoice = content.act === 'bill' && content.invoice && invoiceOf(content.invoice);
  const attached = content.files ?? [];
  const files = invoice && !attached.includes(invoice.fileId) ? [...attached, invoice.fileId] : attached;
  const words = collectWords(deps.newId);
  const act = {
    act: content.act,
    words: words.maybe(content.text),
    files: attached,
    ...(invoice && { invoice }),
    ...(content.paidOn !== undefined && { paidOn: content.paidOn }),
    ...(content.resolution !== undefined && { resolution: content.resolution }),
  };
  return commitDecision(
    deps,
    caller,
    { id: input.id, requestId, seenVersion: seenVersion ?? null, content },
    { decide: (ticket, context) => decide(ticket, act, context), words: words.all, files },
  );
}

function invoiceOf({ number, sumKopecks, fileId, payBy }: NonNullable<ChangeStatus['invoice']>): Invoice {
  return { number, sum: sumKopecks, currency: 'RUB', fileId, ...(payBy !== undefined && { payBy }) };
}
