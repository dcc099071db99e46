/** A question to a department as a mail: the same content, and a link that is signed for this place alone. */
import { makePageLink, makeReplyToken } from '../../second-line/department-links.ts';
import { threadOf } from '../../second-line/department-post.ts';
import { DEPARTMENT_WORDS } from '../../second-line/department-words.ts';
import type { Said } from '../../second-line/shown.ts';
import { sayWhen } from '../../second-line/when.ts';
import type { EmailMessage, WordingDeps } from '../outgoing.ts';
import { oneLine } from '../one-line.ts';
import { escaped } from './escaped.ts';
import type { About } from './to-department.ts';

export async function departmentMail(deps: WordingDeps, about: About): Promise<EmailMessage[]> {
  const { notice, loaded, escalation, shown, channel } = about;
  const { language } = channel;
  const words = DEPARTMENT_WORDS[language];
  const news = newsOf(about);
  if (news === null) return [];
  const { clock, timeZone } = shown;
  const when = sayWhen(clock.dueAt, language, timeZone);
  const link = escalation.ended
    ? null
    : await makePageLink(deps, {
        ticketId: loaded.ticket.id,
        escalationId: escalation.id,
        holder: channel.id,
      });
  const replyTo =
    link && deps.replyAddress
      ? deps.replyAddress(
          await makeReplyToken(deps, {
            ticketId: loaded.ticket.id,
            escalationId: escalation.id,
            holder: channel.id,
          }),
        )
      : null;
  const facts = [
    ...(escalation.ended ? [] : [clock.state === 'overdue' ? words.late(when) : words.due(when)]),
    `${words.ticket}: ${shown.title}`,
    `${words.licensee}: ${shown.licensee}`,
  ];
  const said = notice.kind === 'escalation_ended' ? [] : [...shown.questions, ...shown.conversation];
  const label = ({ side, name }: Said) =>
    [side === 'client' ? words.client : words.desk, name].filter(Boolean).join(', ');
  const head = words.head(shown.number, shown.topicName[language]);
  const text = [
    head,
    ...(news ? [news] : []),
    facts.join('\n'),
    ...said.map((each) => `${label(each)}:\n${each.text.replace(/^/gm, '> ')}${filesText(each)}`),
    ...(link ? [`${words.open}:\n${link}`, words.linkFor] : []),
    ...(replyTo ? [words.byMail] : []),
  ].join('\n\n');
  const quotes = said.map(
    (each) =>
      `<p style="margin:16px 0 4px"><b>${escaped(label(each))}</b></p><blockquote style="margin:0;padding:8px 12px;border-left:3px solid #1f5f94;white-space:pre-wrap">${escaped(each.text + filesText(each))}</blockquote>`,
  );
  const button = link
    ? `<p style="margin:24px 0 8px"><a href="${escaped(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5f94;color:#ffffff;text-decoration:none;font-weight:600">${escaped(words.open)}</a></p><p style="font-size:13px">${escaped([words.linkFor, ...(replyTo ? [words.byMail] : [])].join(' '))}</p>`
    : '';
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(head)}</title></head><body style="font-family:system-ui,Arial,sans-serif;font-size:16px;line-height:1.45;overflow-wrap:anywhere"><h1 style="font-size:20px">${escaped(head)}</h1>${news ? `<p>${escaped(news)}</p>` : ''}<p>${facts.map(escaped).join('<br>')}</p>${quotes.join('')}${button}</body></html>`;
  return [
    {
      channel: 'email',
      to: { name: '', address: channel.target },
      language,
      subject: oneLine(words.subject(shown.number, shown.topicName[language])),
      text: `${text}\n`,
      html,
      thread: threadOf(escalation.id),
      autoSubmitted: 'auto-generated',
      ...(replyTo && { replyTo }),
    },
  ];
}

const filesText = ({ files }: Said): string =>
  files.length > 0 ? `\n\n[${files.map(({ name }) => name).join(', ')}]` : '';

/** Empty: the question itself is the news. Null: nothing is to be said by mail. */
function newsOf({ notice, shown, channel }: About): string | null {
  const words = DEPARTMENT_WORDS[channel.language];
  switch (notice.kind) {
    case 'escalated':
      return '';
    case 'escalation_asked':
      return words.again.replace(/:$/, '.');
    case 'escalation_reminder':
      return notice.detail['stage'] === 'half' ? words.half : words.end;
    case 'escalation_ended':
      return shown.answers.length > 0 ? null : words.state[shown.state];
    default:
      return null;
  }
}
