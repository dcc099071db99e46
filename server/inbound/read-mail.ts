/** A mail as it came, and why it is none that we take: nothing that a program has sent, and nothing without an address of ours. */
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { hashOf } from '../auth/secrets.ts';
import { ownWords } from './own-words.ts';
import { tokenOf, type InboundSettings } from './settings.ts';

export type NotTaken = 'automatic' | 'from_ourselves' | 'no_address_of_ours' | 'too_large' | 'no_sender';

export type MailAnswer = {
  /** The same for the same mail, however often it comes. */
  id: string;
  token: string;
  /** As the mail says; proved only where `proved`. */
  from: string;
  proved: boolean;
  text: string;
  files: readonly { name: string; bytes: Uint8Array }[];
};

export const LONGEST_MAIL = 25 * 1024 * 1024;

export async function readMail(
  raw: Uint8Array,
  { replyTo, authServer }: Pick<InboundSettings, 'replyTo' | 'authServer'>,
): Promise<MailAnswer | { notTaken: NotTaken }> {
  if (raw.length > LONGEST_MAIL) return { notTaken: 'too_large' };
  const mail = await simpleParser(Buffer.from(raw), { skipImageLinks: true, skipTextToHtml: true });
  if (isAutomatic(mail)) return { notTaken: 'automatic' };
  const senders = addressesOf(mail.from);
  const [from] = senders;
  if (senders.length !== 1 || !from) return { notTaken: 'no_sender' };
  if (tokenOf(replyTo, from) !== null) return { notTaken: 'from_ourselves' };
  const token = [mail.to, mail.cc, ...deliveredTo(mail)]
    .flatMap(addressesOf)
    .map((address) => tokenOf(replyTo, address))
    .find((each) => each !== null);
  if (!token) return { notTaken: 'no_address_of_ours' };
  return {
    id: hashOf(mail.messageId ?? Buffer.from(raw).toString('latin1')),
    token,
    from,
    proved: authServer !== null && passedDmarc(mail, authServer),
    text: ownWords(mail.text ?? (await textOf(mail.html))),
    files: mail.attachments.map(({ filename, content }) => ({
      name: filename ?? 'attachment',
      bytes: content,
    })),
  };
}

/** HTML beside files is left as it is by the parser; alone it is read as words. */
async function textOf(html: string | false | undefined): Promise<string> {
  if (!html) return '';
  const { text = '' } = await simpleParser(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`);
  return text;
}

function addressesOf(given: AddressObject | AddressObject[] | undefined): string[] {
  return [given ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .flatMap(({ address }) => address?.toLowerCase() ?? []);
}

/** A copy that was sent on still says where it was sent to at first. */
function deliveredTo({ headerLines }: ParsedMail): AddressObject[] {
  return headerLines
    .filter(({ key }) => key === 'delivered-to' || key === 'x-original-to')
    .map(({ line }) => {
      const address = line
        .slice(line.indexOf(':') + 1)
        .trim()
        .replace(/^<|>$/g, '');
      return { value: [{ address, name: '' }], html: '', text: '' };
    });
}

/** RFC 3834, and what programs did before it: an answer to these would be answered by a program again. */
function isAutomatic({ headers, headerLines }: ParsedMail): boolean {
  const said = (name: string) => {
    const line = headerLines.find(({ key }) => key === name)?.line;
    return line === undefined
      ? null
      : line
          .slice(line.indexOf(':') + 1)
          .trim()
          .toLowerCase();
  };
  const auto = said('auto-submitted');
  if (auto !== null && !/^no\b/.test(auto)) return true;
  if (/^(?:bulk|junk|list|auto_reply)\b/.test(said('precedence') ?? '')) return true;
  if (said('return-path') === '<>') return true;
  if (headers.has('list') || said('list-id') !== null || said('x-autoreply') !== null) return true;
  if (said('x-auto-response-suppress') !== null || said('x-autorespond') !== null) return true;
  const type = said('content-type') ?? '';
  return type.startsWith('multipart/report') || /\bmailer-daemon@/.test(said('from') ?? '');
}

/** Only what our own server has put on top: whatever else says so came with the mail. */
function passedDmarc({ headerLines }: ParsedMail, authServer: string): boolean {
  const results = headerLines.find(({ key }) => key === 'authentication-results');
  if (!results) return false;
  const [server = '', ...rest] = results.line.slice(results.line.indexOf(':') + 1).split(';');
  const isOurs = server.trim().split(/\s+/)[0]?.toLowerCase() === authServer.toLowerCase();
  return isOurs && rest.some((each) => /^\s*dmarc\s*=\s*pass\b/i.test(each));
}
