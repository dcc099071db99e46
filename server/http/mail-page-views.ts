/** What the pages behind a mail's links show: plain HTML and a form, no script at all. */
import { createHash } from 'node:crypto';
import { STARS, type Stars } from '../../shared/rating.ts';
import { FIELDS } from '../../shared/submission.ts';
import type { Language } from '../../shared/ticket.ts';
import { escaped } from '../delivery/wording/escaped.ts';

const STYLE = `
:root{color-scheme:light dark;--page:light-dark(#f5f6f8,#16181c);--surface:light-dark(#fff,#1e2126);--line:light-dark(#e3e5e9,#383c44);--edge:light-dark(#868b94,#8b909a);--ink:light-dark(#1c2026,#e9eaec);--quiet:light-dark(#5c626c,#a3a8b0);--accent:light-dark(#1f5f94,#2f6fa6);--star:light-dark(#b26a00,#f0b340)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.45 system-ui,sans-serif}
main{max-width:34rem;margin:10vh auto 0;padding:2rem;background:var(--surface);border:1px solid var(--line);border-radius:14px}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 .25rem;text-wrap:balance}
p{margin:0 0 1rem;overflow-wrap:anywhere}
.quiet{color:var(--quiet)}
.done{padding:.75rem 1rem;border-inline-start:3px solid var(--accent);background:light-dark(#eef4f9,#22303c)}
fieldset{border:0;margin:0 0 1.25rem;padding:0}
legend{padding:0;margin:0 0 .5rem;font-weight:600}
.stars{display:grid;grid-template-columns:repeat(5,1fr);gap:.25rem}
.stars label{display:flex;flex-direction:column;align-items:center;gap:.125rem;padding:.5rem .25rem;border:1px solid var(--line);border-radius:10px;cursor:pointer;font-size:.8125rem;color:var(--quiet)}
.stars b{font-size:1.5rem;line-height:1;font-weight:400;color:var(--edge)}
.stars input{position:absolute;opacity:0;inline-size:1px}
.stars label:has(:checked),.stars label:has(~ label :checked) b{color:var(--star)}
.stars label:has(:checked){border-color:var(--star);color:var(--ink)}
.stars label:has(:checked) b{color:var(--star)}
.stars label:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
label.word{display:block;font-weight:600;margin-bottom:.5rem}
textarea{display:block;width:100%;min-height:6rem;padding:.625rem .75rem;border:1px solid var(--edge);border-radius:8px;background:var(--surface);color:inherit;font:inherit;margin-bottom:1.25rem}
button{min-height:44px;padding:0 1.25rem;border:0;border-radius:8px;background:var(--accent);color:#fff;font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media(max-width:40rem){main{margin:0;min-height:100vh;border:0;border-radius:0;padding:1.5rem 1.25rem}.stars span{display:none}.stars label:has(:checked) span{display:block}}
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const MAIL_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const WORDS = {
  ru: {
    rate: 'Как мы справились?',
    ticket: (number: number) => `Обращение № ${number}`,
    choose: 'Выберите, сколько звёзд поставить. Слов — до 1000 знаков.',
    thanks: 'Спасибо, оценка записана. Её ещё можно изменить.',
    stars: 'Ваша оценка',
    star: ['очень плохо', 'плохо', 'средне', 'хорошо', 'отлично'],
    word: 'Пара слов, если хотите',
    send: 'Оценить',
    again: 'Изменить оценку',
    mailOn: 'Письма о ваших обращениях',
    mailOnMeans: 'Сейчас мы пишем вам, когда отвечаем, и когда обращение принято или закрыто.',
    off: 'Больше не писать',
    mailOff: 'Больше не пишем',
    mailOffMeans:
      'Писем о новостях больше не будет. О том, что ждёт вас — вопрос, счёт, проверка, — мы напишем.',
    on: 'Писать снова',
    nothing: 'Здесь ничего нет',
    nothingMeans: 'Ссылка неверна, или её время прошло.',
  },
  en: {
    rate: 'How did we do?',
    ticket: (number: number) => `Ticket No. ${number}`,
    choose: 'Choose how many stars to give. A word may have 1000 characters.',
    thanks: 'Thank you, your rating is recorded. You can still change it.',
    stars: 'Your rating',
    star: ['very bad', 'bad', 'fair', 'good', 'excellent'],
    word: 'A few words, if you like',
    send: 'Rate',
    again: 'Change the rating',
    mailOn: 'Mail about your tickets',
    mailOnMeans: 'We write to you when we answer, and when a ticket is received or closed.',
    off: 'Stop writing',
    mailOff: 'We have stopped writing',
    mailOffMeans:
      'There will be no more mail about news. What waits for you — a question, an invoice, a check — we shall still write about.',
    on: 'Write again',
    nothing: 'There is nothing here',
    nothingMeans: 'The link is wrong, or its time is over.',
  },
} as const;

function page(language: Language, title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

export type Rating = {
  language: Language;
  number: number;
  title: string;
  given: Stars | null;
  /** Before it is sent: by what was given, or by the star of the mail. */
  chosen: Stars | null;
  word: string;
  note: 'thanks' | 'choose' | null;
};

export function ratingPage({ language, number, title, given, chosen, word, note }: Rating): string {
  const words = WORDS[language];
  const choices = STARS.map(
    (star) =>
      `<label><input type="radio" name="stars" value="${star}" required${star === chosen ? ' checked' : ''} aria-label="${star}, ${words.star[star - 1]}"><b aria-hidden="true">★</b><span aria-hidden="true">${words.star[star - 1]}</span></label>`,
  ).join('');
  return page(
    language,
    `${words.rate} ${words.ticket(number)}`,
    `<h1>${words.rate}</h1><p class="quiet">${words.ticket(number)}. ${escaped(title)}</p>${
      note ? `<p class="done" role="status">${words[note]}</p>` : ''
    }<form method="post"><fieldset><legend>${words.stars}</legend><div class="stars">${choices}</div></fieldset><label class="word" for="word">${words.word}</label><textarea id="word" name="word" maxlength="${FIELDS.ratingWord.max}">${escaped(word)}</textarea><button>${given === null ? words.send : words.again}</button></form>`,
  );
}

export function unsubscribePage(language: Language, wantsMail: boolean): string {
  const words = WORDS[language];
  const [title, means, button, value] = wantsMail
    ? [words.mailOn, words.mailOnMeans, words.off, 'off']
    : [words.mailOff, words.mailOffMeans, words.on, 'on'];
  return page(
    language,
    title,
    `<h1>${title}</h1><p>${means}</p><form method="post"><button name="mail" value="${value}">${button}</button></form>`,
  );
}

/** Whoever comes here is nobody we know: both languages. */
export function nothingHere(): string {
  const said = (['ru', 'en'] as const).map(
    (language) =>
      `<div lang="${language}"><h1>${WORDS[language].nothing}</h1><p class="quiet">${WORDS[language].nothingMeans}</p></div>`,
  );
  return page('ru', WORDS.ru.nothing, said.join(''));
}
