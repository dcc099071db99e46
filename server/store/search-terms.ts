/** What a person types into the search box, as words to look for. */

const LONGEST_TEXT = 200;
const MOST_TERMS = 12;

/** The same on both sides, so that case, a composed letter and ё never keep a ticket from being found. */
export const foldForSearch = (text: string): string =>
  text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');

/** Each term is what stood between spaces, as one or more words that must follow each other. */
export function searchTerms(text: string): string[][] {
  return foldForSearch(text.slice(0, LONGEST_TEXT))
    .split(/\s+/u)
    .map((chunk) => chunk.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
    .filter((words) => words.length > 0)
    .slice(0, MOST_TERMS);
}
