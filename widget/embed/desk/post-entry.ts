import type { Api } from '../../client/connect.ts';
import type { CustomerTicketView } from '../../client/api.ts';
import type { Entry } from './outbox.ts';

/** What was kept on the device becomes the call that it stands for, by the id that it got before its first try. */
export function postEntry({ customer }: Api, entry: Entry): Promise<CustomerTicketView> {
  const { requestId } = entry;
  switch (entry.is) {
    case 'submit':
      return customer.submit.mutate({ requestId, ...entry.input });
    case 'reply':
      return customer.reply.mutate({
        requestId,
        id: entry.about.id,
        text: entry.text,
        files: [...entry.files],
      });
    case 'act':
      return customer.act.mutate({
        requestId,
        id: entry.about.id,
        act: entry.act,
        ...(entry.text ? { text: entry.text } : {}),
        ...(entry.files.length > 0 ? { files: [...entry.files] } : {}),
      });
    case 'rate':
      return customer.rate.mutate({
        requestId,
        id: entry.about.id,
        stars: entry.stars,
        ...(entry.word ? { word: entry.word } : {}),
      });
  }
}
