/** A department's page as HTML: no script, no account; everything that a person wrote is text. */
import type { Language } from '../../../shared/ticket.ts';
import { FIELDS, FILES_PER_MESSAGE } from '../../../shared/submission.ts';
import type { Said, Shown } from '../../second-line/shown.ts';
import { sayWhen } from '../../second-line/when.ts';
import { PAGE_WORDS, type PageWords } from './words.ts';

export const DEPARTMENT_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export type Filled = {
  /** What was typed, when it could not be taken. */
  answer?: string;
  reason?: string;
  name?: string;
  interim?: boolean;
  wrong?: { field: 'answer' | 'reason' | 'name' | 'form'; text: string };
  done?: 'answer' | 'take';
};

export type PageOf = {
  shown: Shown;
  token: string;
  language: Language;
  /** A link that many read: whoever acts says who they are. */
  asksName: boolean;
  /** The same act, however often its form is sent. */
  requestId: string;
  filesMaxBytes: number;
  filled?: Filled;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (value: string): string => value.replace(/[&<>"']/g, (each) => ENTITIES[each] ?? each);

export function departmentPage(page: PageOf): string {
  const { shown, language } = page;
  const words = PAGE_WORDS[language];
  const about = words.about(shown.number, shown.topicName[language]);
  return whole(
    language,
    `${about} · ${words.head}`,
    `<header><p class="soft">${text(words.head)}</p><h1>${text(about)}</h1>${standing(page, words)}</header>
${told(page.filled, words)}
<dl><div><dt>${text(words.ticket)}</dt><dd>${text(shown.title)}</dd></div><div><dt>${text(words.licensee)}</dt><dd>${text(shown.licensee)}</dd></div></dl>
${section(words.question, shown.questions, page, words)}
${section(words.conversation, shown.conversation, page, words)}
${section(words.answers, shown.answers, page, words)}
${forms(page, words)}`,
  );
}

/** The same for whoever has no right to know which. */
export function gonePage(language: Language): string {
  const { gone, goneWhy } = PAGE_WORDS[language];
  return whole(language, gone, `<header><h1>${text(gone)}</h1></header><p>${text(goneWhy)}</p>`);
}

export function waitPage(language: Language): string {
  const { wait, waitWhy } = PAGE_WORDS[language];
  return whole(language, wait, `<header><h1>${text(wait)}</h1></header><p>${text(waitWhy)}</p>`);
}

export function handedBackPage(language: Language): string {
  const { head, doneHandBack } = PAGE_WORDS[language];
  return whole(
    language,
    head,
    `<header><h1>${text(head)}</h1></header><p role="status">${text(doneHandBack)}</p>`,
  );
}

function standing({ shown, language }: PageOf, words: PageWords): string {
  const { clock, state, takenBy, timeZone } = shown;
  const when = sayWhen(clock.dueAt, language, timeZone);
  const lines = [
    state === 'answered'
      ? `<p>${text(words.answered)}</p>`
      : state === 'asked_again'
        ? `<p class="due">${text(words.askedAgain)}</p>`
        : clock.state === 'overdue'
          ? `<p class="due late">${text(words.late(when))}</p>`
          : `<p class="due">${text(words.due(when))}</p>`,
    takenBy === null ? '' : `<p class="soft">${text(words.taken(takenBy))}</p>`,
  ];
  return lines.join('');
}

function told(filled: Filled | undefined, words: PageWords): string {
  if (filled?.done) {
    const said = filled.done === 'answer' ? words.doneAnswer : words.doneTake;
    return `<p class="done" role="status">${text(said)}</p>`;
  }
  return filled?.wrong?.field === 'form'
    ? `<p class="wrong" role="alert">${text(filled.wrong.text)}</p>`
    : '';
}

function section(head: string, entries: readonly Said[], page: PageOf, words: PageWords): string {
  if (entries.length === 0) return '';
  return `<section><h2>${text(head)}</h2>${entries.map((entry) => said(entry, page, words)).join('')}</section>`;
}

function said(
  entry: Said & { inSubstance?: boolean; unverified?: boolean },
  page: PageOf,
  words: PageWords,
): string {
  const { language, token, shown } = page;
  const side = entry.side === 'client' ? words.client : entry.side === 'desk' ? words.desk : '';
  const who = [entry.name, side].filter(Boolean).join(', ');
  const marks = entry.unverified ? words.unverified : entry.inSubstance === false ? words.interim : '';
  const files = entry.files
    .map(
      ({ id, name, bytes }) =>
        `<li><a href="/second-line/${token}/files/${encodeURIComponent(id)}">${text(name)}</a> <span class="soft">${size(bytes, language)}</span></li>`,
    )
    .join('');
  return `<article data-side="${entry.side}"><p class="soft"><b>${text(who)}</b> · <time datetime="${new Date(entry.at).toISOString()}">${text(sayWhen(entry.at, language, shown.timeZone))}</time>${marks && ` · ${text(marks)}`}</p>${entry.text && `<p class="text">${text(entry.text)}</p>`}${files && `<ul class="files">${files}</ul>`}</article>`;
}

function forms(page: PageOf, words: PageWords): string {
  const { shown, token, requestId, asksName, filled = {}, filesMaxBytes } = page;
  const post = (act: string, inside: string, more = '') =>
    `<form method="post" action="/second-line/${token}/${act}"${more}><input type="hidden" name="requestId" value="${requestId}-${act}">${inside}</form>`;
  const name = (id: string) =>
    asksName
      ? field({
          id,
          name: 'name',
          label: words.yourName,
          wrong: filled.wrong,
          of: 'name',
          value: filled.name,
          max: FIELDS.personName.max,
        })
      : '';
  const take =
    shown.takenBy === null && shown.state === 'waiting'
      ? post('take', `${name('take-name')}<button>${text(words.take)}</button>`)
      : '';
  const answer = post(
    'answer',
    `${area({ id: 'answer', name: 'answer', label: words.answer, hint: words.answerHint, wrong: filled.wrong, value: filled.answer, max: FIELDS.note.max })}
<div class="field"><label for="files">${text(words.files)}</label><input id="files" type="file" name="files" multiple aria-describedby="files-hint"><p class="soft" id="files-hint">${text(words.filesHint(Math.floor(filesMaxBytes / 1024 / 1024)))}</p></div>
${name('answer-name')}
<label class="check"><input type="checkbox" name="interim" value="yes"${filled.interim ? ' checked' : ''}> ${text(words.onlyInterim)}</label>
<button class="primary">${text(words.send)}</button>`,
    ' enctype="multipart/form-data"',
  );
  const back = shown.answers.some(({ inSubstance }) => inSubstance)
    ? ''
    : `<details${filled.wrong?.field === 'reason' ? ' open' : ''} id="hand-back"><summary>${text(words.handBack)}</summary>${post(
        'hand-back',
        `${area({ id: 'reason', name: 'reason', label: words.reason, wrong: filled.wrong, value: filled.reason, max: FIELDS.note.max })}${name('back-name')}<button>${text(words.handBackSend)}</button>`,
      )}</details>`;
  return `<section class="forms">${take}${answer}${back}</section>`;
}

type Field = {
  id: string;
  name: string;
  label: string;
  hint?: string;
  wrong: Filled['wrong'];
  of?: string;
  value: string | undefined;
  max: number;
};

function described({ id, name, of = name, hint, wrong }: Field): { attributes: string; error: string } {
  const isWrong = wrong?.field === of;
  const ids = [hint && `${id}-hint`, isWrong && `${id}-wrong`].filter(Boolean).join(' ');
  return {
    attributes: `${ids && ` aria-describedby="${ids}"`}${isWrong ? ' aria-invalid="true"' : ''}`,
    error: isWrong ? `<p class="wrong" id="${id}-wrong">${text(wrong.text)}</p>` : '',
  };
}

function area(each: Field): string {
  const { attributes, error } = described(each);
  const hint = each.hint ? `<p class="soft" id="${each.id}-hint">${text(each.hint)}</p>` : '';
  return `<div class="field"><label for="${each.id}">${text(each.label)}</label>${hint}<textarea id="${each.id}" name="${each.name}" rows="6" maxlength="${each.max}"${attributes}>\n${text(each.value ?? '')}</textarea>${error}</div>`;
}

function field(each: Field): string {
  const { attributes, error } = described(each);
  return `<div class="field"><label for="${each.id}">${text(each.label)}</label><input id="${each.id}" name="${each.name}" autocomplete="name" maxlength="${each.max}" value="${text(each.value ?? '')}"${attributes}>${error}</div>`;
}

const size = (bytes: number, language: Language): string => {
  const kb = Math.max(1, Math.round(bytes / 1024));
  return kb < 1024
    ? `${kb} ${language === 'ru' ? 'КБ' : 'KB'}`
    : `${(kb / 1024).toFixed(1)} ${language === 'ru' ? 'МБ' : 'MB'}`;
};

const whole = (language: Language, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${text(title)}</title><link rel="stylesheet" href="/second-line.css"></head><body><main>${body}</main></body></html>`;

export const MOST_FILES = FILES_PER_MESSAGE;
