/** What people attach. */
import type { Guard } from './guard.ts';

export const FILE_GUARDS: readonly Guard[] = [
  [
    'a file with a virus is not taken',
    'server/files/attachments.ts',
    'if (isBad)',
    'if (false)',
    'test/server/files/scanner.test.ts',
  ],
  [
    'an answer that is no yes is none',
    'server/files/scanner.ts',
    "if (said === 'stream: OK')",
    "if (said !== '' && !said.endsWith('FOUND'))",
    'test/server/files/scanner.test.ts',
  ],
  [
    'a file on disk has a name of ours',
    'server/files/attachments.ts',
    'const id = folder.newName();',
    'const id = name;',
    'test/server/files/attachments.test.ts',
  ],
  [
    'a broken upload leaves no file',
    'server/files/attachments.ts',
    'if (!kept) await folder.drop(id);',
    '',
    'test/server/files/attachments.test.ts',
  ],
  [
    'a file has its limit',
    'server/files/attachments.ts',
    'if (bytes > rules.maxBytes) return { refusal: tooLarge(name, bytes, rules) };',
    '',
    'test/server/http/files.test.ts',
  ],
  [
    'a file is known by its first bytes alone',
    'server/files/sniff.ts',
    'const looked = head.subarray(0, SNIFFED_BYTES);',
    'let looked = head; for (let i = 0; i < 40; i++) looked = looked.map((byte) => byte);',
    'test/security/answers.test.ts',
  ],
  [
    'what is no picture is a download',
    'server/files/serving.ts',
    "contentDisposition(file.picture ? 'inline' : 'attachment', file.name)",
    "contentDisposition('inline', file.name)",
    'test/server/files/sniff.test.ts',
  ],
  [
    'a file runs nothing as ours',
    'server/files/serving.ts',
    `'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",`,
    '',
    'test/server/files/sniff.test.ts',
  ],
  [
    'a name has no path and no control',
    'server/files/file-name.ts',
    "last.replace(UNSEEN, '')",
    'last',
    'test/server/files/sniff.test.ts',
  ],
];
