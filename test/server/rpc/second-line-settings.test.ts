import { afterEach, expect, test } from 'vitest';
import { aWholeDesk, type WholeDesk } from '../support/whole-desk.ts';

let desk: WholeDesk;
afterEach(() => desk.end());

const AT_CHAT = { MATTERMOST_URL: 'https://chat.example.com', MATTERMOST_TOKEN: 'token' };

test.each([
  ['where Mattermost is', AT_CHAT, 'https://chat.example.com/hooks/abcdefghij', 200],
  ['in the house', AT_CHAT, 'http://169.254.169.254/latest/meta-data', 400],
  ['of another port', AT_CHAT, 'https://chat.example.com:8443/hooks/abcdefghij', 400],
  ['without anything set', {}, 'https://chat.example.com/hooks/abcdefghij', 400],
  [
    'that the operator has named',
    { WEBHOOK_ORIGINS: 'http://10.0.0.7:8065' },
    'http://10.0.0.7:8065/hooks/abcdefghij',
    200,
  ],
])('a webhook elsewhere is refused: %s (AD-14)', async (_, settings, target, status) => {
  desk = await aWholeDesk(settings);
  const admin = await desk.member('administrator');
  const channel = { kind: 'mattermost_webhook', department: 'Legal', target, language: 'ru' };
  const answer = await desk.mutate('secondLine.addChannel', channel, admin);
  expect([answer.status === 200 ? 200 : 400, answer.json.error?.data.refusal ?? null]).toEqual([
    status,
    status === 200 ? null : { code: 'field_wrong', field: 'target', problem: 'not_valid' },
  ]);
});
