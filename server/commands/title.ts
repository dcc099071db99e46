/** A title is the first line that says something, cut at a word. */
export function titleOf(text: string, longest: number): string {
  const line = (text.split(/\r?\n/u).find((each) => each.trim() !== '') ?? '')
    .trim()
    .replaceAll(/\s+/gu, ' ');
  const letters = [...line];
  if (letters.length <= longest) return line;
  const cut = letters.slice(0, longest - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > longest / 2 ? cut.slice(0, lastSpace) : cut).replace(/[\s,.;:–—-]+$/u, '')}…`;
}
