/**
 * A mail of ours, as text and as HTML that says the same: one column, styles in the tags, nothing fetched from anywhere,
 * readable in a dark program. Whatever a person wrote is text in it.
 */
import type { Language } from '../../../shared/ticket.ts';
import { escaped } from './escaped.ts';

export type MailBody = {
  language: Language;
  /** «№ 1042 · …», over the heading. */
  about: string;
  heading: string;
  lines: readonly string[];
  /** Words of a person. */
  quote?: { by: string; text: string } | null;
  facts?: readonly (readonly [label: string, value: string])[];
  button?: { label: string; href: string } | null;
  /** Five links, each of which chooses its number of stars on the page that it opens. */
  stars?: { label: string; href(stars: number): string } | null;
  /** Under the line. */
  foot: readonly (string | { label: string; href: string })[];
};

const LONGEST_QUOTE = 4000;

export function laidOut(body: MailBody): { text: string; html: string } {
  return { text: asText(body), html: asHtml(body) };
}

function asText({ about, heading, lines, quote, facts = [], button, stars, foot }: MailBody): string {
  return [
    about,
    heading,
    ...lines,
    ...(quote ? [`${quote.by}:\n${quoted(quote.text)}`] : []),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    ...(stars ? [`${stars.label}\n${stars.href(0)}`] : []),
    ...(button ? [`${button.label}:\n${button.href}`] : []),
    ['-- ', ...foot.map((each) => (typeof each === 'string' ? each : `${each.label}: ${each.href}`))].join(
      '\n',
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const cut = (text: string) =>
  text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE).toWellFormed()}…`;
const quoted = (text: string) => cut(text).replace(/^/gm, '> ');

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";

/** Where a mail program is dark and lets us say so; those that do not, turn the colours round themselves. */
const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page{background:#16181c!important}.card{background:#1e2126!important;border-color:#383c44!important}.ink{color:#e9eaec!important}.quiet{color:#a3a8b0!important}.quote{background:#282c33!important;border-color:#5b8fbd!important}.line{border-color:#383c44!important}.link{color:#8fbde6!important}.star{border-color:#6c727c!important;color:#f0b340!important}}`;

function asHtml({
  language,
  about,
  heading,
  lines,
  quote,
  facts = [],
  button,
  stars,
  foot,
}: MailBody): string {
  const parts = [
    `<p class="quiet" style="margin:0 0 4px;font-size:14px;line-height:20px;color:#5c626c;overflow-wrap:anywhere">${escaped(about)}</p>`,
    `<h1 class="ink" style="margin:0 0 12px;font-size:22px;line-height:28px;font-weight:600;color:#1c2026">${escaped(heading)}</h1>`,
    ...lines.map((line) => `<p class="ink" style="${PARAGRAPH}">${escaped(line)}</p>`),
    ...(quote ? [quoteHtml(quote)] : []),
    ...(facts.length > 0 ? [factsHtml(facts)] : []),
    ...(stars ? [starsHtml(stars)] : []),
    ...(button
      ? [
          `<p style="margin:20px 0 0"><a href="${escaped(button.href)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5f94;color:#ffffff;text-decoration:none;font-weight:600;font-size:16px;line-height:20px">${escaped(button.label)}</a></p>`,
        ]
      : []),
  ];
  const under = foot.map((each) =>
    typeof each === 'string'
      ? escaped(each)
      : `<a class="link" href="${escaped(each.href)}" style="color:#1f5f94">${escaped(each.label)}</a>`,
  );
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escaped(heading)}</title><style>${DARK}</style></head><body class="page" style="margin:0;padding:0;background:#f5f6f8;${FONT}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px 8px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px"><tr><td class="card" style="padding:24px 20px;background:#ffffff;border:1px solid #e3e5e9;border-radius:12px;${FONT}">${parts.join('')}</td></tr><tr><td class="quiet" style="padding:16px 20px;font-size:13px;line-height:19px;color:#5c626c;${FONT}">${under.join('<br>')}</td></tr></table></td></tr></table></body></html>`;
}

const PARAGRAPH =
  'margin:0 0 12px;font-size:16px;line-height:23px;color:#1c2026;overflow-wrap:anywhere;white-space:pre-line';

const quoteHtml = ({ by, text }: { by: string; text: string }): string =>
  `<div class="quote" style="margin:16px 0;padding:12px 14px;background:#eef4f9;border-left:3px solid #1f5f94;border-radius:4px"><p class="quiet" style="margin:0 0 4px;font-size:13px;line-height:18px;color:#5c626c">${escaped(by)}</p><p class="ink" style="margin:0;font-size:16px;line-height:23px;color:#1c2026;overflow-wrap:anywhere;white-space:pre-line">${escaped(cut(text))}</p></div>`;

const factsHtml = (facts: NonNullable<MailBody['facts']>): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:16px 0 0">${facts
    .map(
      ([label, value]) =>
        `<tr><td class="quiet" style="padding:2px 16px 2px 0;font-size:14px;line-height:20px;color:#5c626c;vertical-align:top">${escaped(label)}</td><td class="ink" style="padding:2px 0;font-size:14px;line-height:20px;color:#1c2026">${escaped(value)}</td></tr>`,
    )
    .join('')}</table>`;

const starsHtml = ({ label, href }: NonNullable<MailBody['stars']>): string =>
  `<p class="ink" style="margin:20px 0 8px;font-size:16px;line-height:23px;font-weight:600;color:#1c2026">${escaped(label)}</p><p style="margin:0">${[
    1, 2, 3, 4, 5,
  ]
    .map(
      (stars) =>
        `<a class="star" href="${escaped(href(stars))}" style="display:inline-block;min-width:44px;margin:0 4px 4px 0;padding:10px 0;border:1px solid #c9cdd4;border-radius:8px;text-align:center;text-decoration:none;font-size:16px;line-height:22px;color:#9a5b00">${stars}&nbsp;★</a>`,
    )
    .join('')}</p>`;
