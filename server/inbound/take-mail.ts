/** An answer that came by mail becomes the department's answer, as if it had been written on its page. */
import { FILES_PER_MESSAGE, FIELDS } from '../../shared/submission.ts';
import { actForDepartment } from '../commands/second-line/act-for-department.ts';
import type { Deps } from '../deps.ts';
import type { Attachments } from '../files/attachments.ts';
import { openLink, type Opened } from '../second-line/department-links.ts';
import { uploaderOf } from '../store/uploader.ts';
import { readMail, type MailAnswer, type NotTaken } from './read-mail.ts';
import type { InboundSettings } from './settings.ts';

export type WhyNot = NotTaken | 'unknown_address' | 'nothing_in_it' | 'too_long' | 'file_refused' | 'refused';
export type TakeDeps = Deps & { attachments: Pick<Attachments, 'receive'> };

export async function takeMail(
  deps: TakeDeps,
  settings: Pick<InboundSettings, 'replyTo' | 'authServer'>,
  raw: Uint8Array,
): Promise<{ taken: string } | { notTaken: WhyNot }> {
  const mail = await readMail(raw, settings);
  if ('notTaken' in mail) return mail;
  const opened = await openLink(deps, mail.token, 'reply');
  if (!opened) return { notTaken: 'unknown_address' };
  const { text } = mail;
  if (text === '' && mail.files.length === 0) return { notTaken: 'nothing_in_it' };
  // All of it or nothing: half an answer would look like a whole one.
  if (text.length > FIELDS.note.max || mail.files.length > FILES_PER_MESSAGE) return { notTaken: 'too_long' };
  const files = await filesOf(deps, opened, mail);
  if (files === null) return { notTaken: 'file_refused' };
  const done = await actForDepartment(deps, opened.caller, {
    // By it a mail that was taken and not marked so is known again.
    requestId: `mail-${mail.id}`,
    act: 'answer_desk',
    text,
    files,
    inSubstance: true,
    unverified: !(mail.proved && isFromHolder(opened, mail.from)),
  });
  return 'refusal' in done ? { notTaken: 'refused' } : { taken: done.ticketId };
}

/** Whoever the question was sent to. */
const isFromHolder = ({ holder }: Opened, from: string): boolean =>
  ('member' in holder ? holder.member.email : holder.channel.target)?.toLowerCase() === from;

async function filesOf(
  { attachments, now }: TakeDeps,
  { caller }: Opened,
  { files }: MailAnswer,
): Promise<{ id: string; sha256: string }[] | null> {
  const kept: { id: string; sha256: string }[] = [];
  for (const { name, bytes } of files) {
    const file = await attachments.receive({
      name,
      uploader: uploaderOf({ side: 'department', id: caller.holder }),
      body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
      declaredBytes: bytes.length,
      at: now(),
    });
    if ('refusal' in file) return null;
    kept.push({ id: file.id, sha256: file.sha256 });
  }
  return kept;
}
