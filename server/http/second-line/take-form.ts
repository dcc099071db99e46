/** A form of a department's page: read whole, checked by the same limits as every field, done once. */
import type { Language } from '../../../shared/ticket.ts';
import { FIELDS } from '../../../shared/submission.ts';
import { actForDepartment, type DepartmentAct } from '../../commands/second-line/act-for-department.ts';
import { uploaderOf } from '../../store/uploader.ts';
import type { Opened } from '../../second-line/department-links.ts';
import { bodyWithin } from '../body.ts';
import { PAGE_HEADERS, type DepartmentDoors } from './doors.ts';
import { gonePage, handedBackPage, MOST_FILES, type Filled } from './page.ts';
import { PAGE_WORDS } from './words.ts';

type Sent = {
  act: string;
  request: Request;
  token: string;
  language: Language;
  /** The page again, with what was typed and what is wrong with it. */
  again(filled: Filled): Promise<Response>;
};

/** All but the files. */
const LARGEST_TEXTS = 256 * 1024;
const FORM = /^(multipart\/form-data;|application\/x-www-form-urlencoded)/i;

export async function takeForm(doors: DepartmentDoors, opened: Opened, sent: Sent): Promise<Response> {
  const { request, language, again, act } = sent;
  const words = PAGE_WORDS[language];
  if (!isOurForm(request, doors.baseUrl)) return new Response(null, { status: 403 });
  if (!ACTS.has(act)) return new Response(gonePage(language), { status: 404, headers: PAGE_HEADERS });
  const form = await formOf(request, doors.filesMaxBytes + LARGEST_TEXTS);
  if (form === 'too_large') return again({ wrong: { field: 'form', text: words.tooLarge('…') } });
  if (form === null) return new Response(null, { status: 415 });

  const one = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : '';
  };
  const name = 'channel' in opened.holder ? one('name') : '';
  const typed: Filled = {
    answer: one('answer'),
    reason: one('reason'),
    name,
    interim: one('interim') === 'yes',
  };
  const wrong = (field: NonNullable<Filled['wrong']>['field'], text: string) =>
    again({ ...typed, wrong: { field, text } });

  if ('channel' in opened.holder && name === '') return wrong('name', words.required);
  if (name.length > FIELDS.personName.max) return wrong('name', words.tooLong(FIELDS.personName.max));
  const requestId = one('requestId');
  if (!/^[\w-]{16,64}$/.test(requestId)) return wrong('form', words.moved);
  const done = await doing(doors, opened, { ...sent, form, typed });
  if ('wrong' in done) return again({ ...typed, wrong: done.wrong });
  const outcome = await actForDepartment(doors.deps, opened.caller, {
    ...done.act,
    requestId,
    ...(name && { name }),
  });
  if ('refusal' in outcome) return wrong('form', words.moved);
  if (act === 'hand-back') return new Response(handedBackPage(language), { headers: PAGE_HEADERS });
  return new Response(null, {
    status: 303,
    headers: { location: `/second-line/${sent.token}?done=${act}` },
  });
}

const ACTS: ReadonlySet<string> = new Set(['take', 'answer', 'hand-back']);

/** A page of ours has sent it, on purpose: no other site can make a browser say so. */
function isOurForm({ headers }: Request, baseUrl: URL): boolean {
  const site = headers.get('sec-fetch-site');
  return headers.get('origin') === baseUrl.origin && (site === null || site === 'same-origin');
}

async function formOf(request: Request, mostBytes: number): Promise<FormData | 'too_large' | null> {
  const type = request.headers.get('content-type') ?? '';
  if (!FORM.test(type) || request.headers.has('content-encoding')) return null;
  const body = await bodyWithin(request, mostBytes);
  if (!body) return 'too_large';
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    return null;
  }
}

type Wrong = { wrong: NonNullable<Filled['wrong']> };

async function doing(
  doors: DepartmentDoors,
  opened: Opened,
  { act, form, typed, language }: Sent & { form: FormData; typed: Filled },
): Promise<{ act: DepartmentAct } | Wrong> {
  const words = PAGE_WORDS[language];
  if (act === 'take') return { act: { act: 'take' } };
  const field = act === 'answer' ? 'answer' : 'reason';
  const text = typed[field] ?? '';
  const { max } = FIELDS.note;
  if (text.length > max) return { wrong: { field, text: words.tooLong(max) } };
  if (act === 'hand-back') {
    if (text === '') return { wrong: { field, text: words.required } };
    return { act: { act: 'hand_back', reason: text } };
  }
  const files = await received(doors, opened, { form, language });
  if ('wrong' in files) return files;
  if (text === '' && files.files.length === 0) return { wrong: { field, text: words.answerOrFile } };
  return { act: { act: 'answer_desk', text, files: files.files, inSubstance: !typed.interim } };
}

async function received(
  { attachments, deps }: DepartmentDoors,
  { caller }: Opened,
  { form, language }: { form: FormData; language: Language },
): Promise<{ files: { id: string; sha256: string }[] } | Wrong> {
  const words = PAGE_WORDS[language];
  // A browser sends an empty file where none was chosen.
  const files = form
    .getAll('files')
    .filter((each): each is File => typeof each !== 'string' && (each.size > 0 || each.name !== ''));
  if (files.length > MOST_FILES) return { wrong: { field: 'form', text: words.tooMany(MOST_FILES) } };
  const received: { id: string; sha256: string }[] = [];
  for (const file of files) {
    const kept = await attachments.receive({
      name: file.name,
      uploader: uploaderOf({ side: 'department', id: caller.holder }),
      body: file.stream(),
      declaredBytes: file.size,
      at: deps.now(),
    });
    if ('refusal' in kept) {
      const said = kept.refusal.code === 'file_too_large' ? words.tooLarge : words.refusedFile;
      return { wrong: { field: 'form', text: said(file.name) } };
    }
    received.push({ id: kept.id, sha256: kept.sha256 });
  }
  return { files: received };
}
