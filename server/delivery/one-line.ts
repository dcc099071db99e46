/** What a person wrote, where a line end would be read as the beginning of something else. */

const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** Turn the reading direction round, or cannot be seen: with them a file or a sender looks like another. */
const UNSEEN = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const LONGEST = 300;

export function oneLine(text: string): string {
  const line = text.toWellFormed().replace(BREAKS, ' ').replace(UNSEEN, '').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).toWellFormed()}…`;
}
