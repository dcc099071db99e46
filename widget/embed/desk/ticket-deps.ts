import type { FileView } from '../../client/api.ts';
import type { Frame } from '../panel/screen.ts';
import type { Outcome, TicketDeps } from '../ticket/ticket-deps.ts';
import type { Desk, Sent } from './desk.ts';

/** What the ticket's screen asks of the panel around it. */
export function ticketDeps(desk: Desk, panel: Frame): TicketDeps {
  const about = () => {
    const { ticket } = desk;
    if (!ticket) throw new Error('an act on a ticket that is not shown');
    return { id: ticket.id, title: ticket.title };
  };
  const outcome = async (sending: Promise<Sent>): Promise<Outcome> => {
    const sent = await sending;
    return sent.is === 'refused' || sent.is === 'waiting' ? sent : { is: 'sent' };
  };
  return {
    reply: (text, files) => outcome(desk.send({ is: 'reply', about: about(), text, files })),
    act: (act, text, files) =>
      outcome(desk.send({ is: 'act', about: about(), act, files, ...(text ? { text } : {}) })),
    rate: (stars, word) =>
      outcome(desk.send({ is: 'rate', about: about(), stars, ...(word ? { word } : {}) })),
    upload: (file) => desk.upload(file),
    openFile: (file) => void openFile(desk, file),
    picture: (file) => picture(desk, file),
    openLedger(clock) {
      panel.go({ is: 'ledger', id: about().id, clock });
    },
    draft: (box) => desk.site.kept.draft(box),
  };
}

/** A picture in a tab of its own, all else as a download. */
async function openFile(desk: Desk, { id, picture, name }: FileView): Promise<void> {
  const address = await desk.addressOf(id);
  if (!address) return;
  const link = document.createElement('a');
  link.href = address;
  link.rel = 'noopener noreferrer';
  if (picture) link.target = '_blank';
  else link.download = name;
  link.click();
}

async function picture(desk: Desk, { id }: FileView): Promise<ImageBitmap | null> {
  const address = await desk.addressOf(id);
  if (!address) return null;
  try {
    const answer = await fetch(address);
    return answer.ok ? await createImageBitmap(await answer.blob()) : null;
  } catch (cause) {
    // Its name stays there to be pressed.
    console.debug('smart-support: a picture could not be shown', cause);
    return null;
  }
}
