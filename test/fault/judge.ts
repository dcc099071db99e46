/** Holds what clients were told against what is there: nothing lost, nothing doubled, nothing halved. */
import { createHash } from 'node:crypto';
import type { LoadedTicket } from '../../server/store/change.ts';
import type { Intent } from './a-client.ts';

export type Found = LoadedTicket & {
  files: ReadonlyMap<string, { sha256: string; ticketId: string | null }>;
};

/** What a ticket says, each with the files that hang on it. */
function saidIn({ ticket, events, words, files }: Found) {
  return events.flatMap(({ body, by }) => {
    if (by.side !== 'client' || (body.type !== 'submitted' && body.type !== 'replied')) return [];
    const id = body.type === 'submitted' ? body.fields[0]?.words : body.words;
    const is: Intent['is'] = body.type === 'submitted' ? 'submission' : 'reply';
    return [
      {
        is,
        ticketId: ticket.id,
        number: ticket.number,
        text: id ? words.get(id) : undefined,
        sha256: body.files.map((file) => files.get(file)?.sha256),
      },
    ];
  });
}

export function problemsOf(intents: readonly Intent[], found: readonly Found[]): string[] {
  const said = found.flatMap(saidIn);
  const byText = Map.groupBy(said, ({ text }) => text);
  const problems: string[] = [];
  for (const intent of intents) {
    const name = `${intent.is} ${intent.text.slice(0, 12)}`;
    const there = byText.get(intent.text) ?? [];
    if (there.length > 1) problems.push(`${name} is there ${there.length} times`);
    const [only] = there;
    if (!only) {
      if (intent.acknowledged) problems.push(`${name} was acknowledged and is lost`);
      continue;
    }
    const ticketId = intent.acknowledged?.ticketId ?? intent.ticketId ?? only.ticketId;
    if (only.is !== intent.is || only.ticketId !== ticketId) problems.push(`${name} is in another place`);
    if (intent.acknowledged && intent.acknowledged.number !== only.number)
      problems.push(`${name} has another number`);
    const wanted =
      intent.fileText === null ? [] : [createHash('sha256').update(intent.fileText).digest('hex')];
    if (only.sha256.join() !== wanted.join()) problems.push(`${name} is there without its file`);
  }
  const known = new Set(intents.map(({ text }) => text));
  for (const { text, number } of said) {
    if (text === undefined || !known.has(text))
      problems.push(`ticket ${number} says what nobody sent: ${String(text)}`);
  }
  return problems;
}
