/**
 * Words of people in Mattermost. Whatever stands in code there is shown as it is: no mention, link, picture or mark in it
 * comes to life. So it goes into code whole, between more back-ticks than it has in a row itself.
 */
import { oneLine } from './one-line.ts';

/** The server takes no longer message. */
const LONGEST_MESSAGE = 16_383;
/** Of one person's words: the whole of it stands in the ticket. */
const LONGEST_WORDS = 4000;
const CUT = '… [сокращено · cut]';

/** Nothing that steers a terminal or turns the reading direction round; line ends and tabs stay. */
const STEERING = /[^\P{Cc}\n\t]|[\u200E\u200F\u061C\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Several lines: a block of its own. */
export function fenced(words: string, longest = LONGEST_WORDS): string {
  const text = cut(words.toWellFormed().replace(/\r\n?/g, '\n').replace(STEERING, ''), longest);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

/** One line, in the middle of a sentence. */
export function inCode(words: string): string {
  const line = oneLine(words).replace(STEERING, '') || ' ';
  const ticks = '`'.repeat(longestRun(line) + 1);
  // Without the spaces its own back-ticks would touch these; one on either side is not shown.
  return `${ticks} ${line} ${ticks}`;
}

/** The last resort: what is written above keeps each part short. A fence that is cut open is closed again. */
export function fitting(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  const head = message.slice(0, LONGEST_MESSAGE - 200).toWellFormed();
  const fence = openFence(head);
  return fence === null ? `${head}\n${CUT}` : `${head}\n${fence}\n${CUT}`;
}

/**
 * A webhook reads `<!channel>` and `<address|words>` even inside code, and what is between such brackets can be moved out
 * of it: without the bracket there is nothing to read. A bot's posts are not read like that.
 */
export const withoutBrackets = (text: string): string => text.replaceAll('<', '‹');

const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}\n${CUT}`;
}

/** The back-ticks of a block that nothing has closed; our blocks begin at the beginning of a line. */
function openFence(text: string): string | null {
  let open: string | null = null;
  for (const [, run] of text.matchAll(/^(`{3,})[ \t]*$/gm)) {
    if (open === null) open = run ?? null;
    else if ((run ?? '').length >= open.length) open = null;
  }
  if (open !== null && open.length > 150) return null;
  return open;
}
