import type { FileView } from '../../client/api.ts';
import type { WidgetDeskWords } from '../../wording/widget-desk.ru.ts';
import type { Uploaded } from '../ticket/ticket-deps.ts';
import type { Session } from './session.ts';

/** Sends a file up as it is; what the desk does not take comes back as the text to show. */
export async function uploadBy(session: Session, file: File, words: WidgetDeskWords): Promise<Uploaded> {
  try {
    const answer = await session.fetch('files', {
      method: 'POST',
      body: file,
      headers: { 'x-file-name': encodeURIComponent(file.name), 'content-type': 'application/octet-stream' },
    });
    if (!answer) return { refused: words.fileNotSent };
    const told = (await answer.json()) as FileView & {
      refusal?: Parameters<typeof words.refusal>[0];
      requestId?: string;
    };
    if (told.refusal)
      return { refused: words.refusal(told.refusal), forGood: told.refusal.code.startsWith('file_') };
    if (answer.status === 503) return { refused: words.fileNotNow };
    return told.requestId ? { refused: words.fault(told.requestId) } : { file: told };
  } catch (cause) {
    console.debug('smart-support: a file was not uploaded', cause);
    return { refused: words.fileNotSent };
  }
}
