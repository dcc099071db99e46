/** What somebody has written themselves, above the mail that they answer. In doubt all of it stays: nothing typed is lost. */

/** As mail programs begin what they quote. */
const BEGINS_QUOTE = [
  /^-{2,}\s*(?:original message|исходное сообщение|пересылаемое сообщение)\s*-{2,}$/iu,
  /^_{10,}$/u,
  /^(?:on|в)\s.{4,200}\s(?:wrote|написал(?:\(а\)|а)?|пишет):$/iu,
  /^.{4,200}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|написал(?:\(а\)|а)?|пишет)?:$/iu,
  /^\d{1,2}[./]\d{1,2}[./]\d{2,4}.{0,200}:$/u,
];

export function ownWords(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  let end = lines.length;
  // From the bottom: the last block of quoted lines, with nothing but empty lines below it.
  while (end > 0 && lines[end - 1]!.trim() === '') end -= 1;
  const quoted = end;
  while (end > 0 && (/^\s*>/u.test(lines[end - 1]!) || lines[end - 1]!.trim() === '')) end -= 1;
  if (!lines.slice(end, quoted).some((line) => /^\s*>/u.test(line))) end = quoted;
  const begins = lines.findIndex(
    (line, i) => i > 0 && i < end + 1 && BEGINS_QUOTE.some((each) => each.test(line.trim())),
  );
  const own = lines
    .slice(0, begins > 0 ? begins : end)
    .join('\n')
    .trim();
  return own === '' ? text.trim() : own;
}
