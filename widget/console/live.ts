import { listen as listenTo, type LiveTicket } from '../client/live.ts';

export type { LiveTicket };

type Listener = { ticket(change: LiveTicket): void; again(): void; lost(): void };

/**
 * Listens until the signal is aborted. The first connection says nothing; one after a loss says `again`, and so does a
 * stream that is silent: what it would have told has to be asked.
 */
export async function listen({ ticket, again, lost }: Listener, signal: AbortSignal): Promise<void> {
  let isLost = false;
  let isTurnedAway = false;
  const loses = () => {
    isLost = true;
    lost();
  };
  await listenTo(
    {
      async connect(stop) {
        isTurnedAway = false;
        const answer = await fetch('/live', {
          headers: { 'x-smart-support': '1', accept: 'text/event-stream' },
          signal: stop,
        });
        isTurnedAway = !answer.ok;
        // A session that has ended is told by the next call, with its own words.
        return answer.status === 401 ? null : answer;
      },
      ticket,
      connected() {
        if (isLost) again();
        isLost = false;
      },
      silent() {
        if (isTurnedAway) return loses();
        isLost = false;
        again();
      },
      lost: loses,
    },
    signal,
  );
}
