/** From the commit to the mailbox. */
import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../../server/commands/assign-ticket.ts';
import { emailTransport } from '../../../server/delivery/email.ts';
import { mattermostTransport } from '../../../server/delivery/mattermost.ts';
import { ANNA, OLGA, aRunningDesk, done } from '../commands/a-running-desk.ts';
import { aMailServer } from '../support/a-mail-server.ts';
import { aDelivery } from './a-delivery.ts';

const reassign = (id: string) => ({ requestId: 'a', id, seenVersion: 2, to: 'pavel' });

describe('a ticket that was given to somebody', () => {
  test('is told to them by mail, once', async () => {
    const desk = await aRunningDesk();
    const smtp = await aMailServer();
    const transports = { email: emailTransport(smtp.settings), mattermost: mattermostTransport(null) };
    const { deliver } = aDelivery(desk, { transports });
    const id = await desk.submits(ANNA);
    await deliver();
    await deliver();
    expect(smtp.recipients).toEqual([['olga@desk.example']]);
    const [mail] = smtp.mails;
    expect(mail!.subject).toContain('How do I export the register?');
    expect(mail!.text).toContain(`https://desk.example/admin/tickets/${id}`);
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('is not told to whom it was taken from in the meantime', async () => {
    const desk = await aRunningDesk();
    const smtp = await aMailServer();
    const transports = { email: emailTransport(smtp.settings), mattermost: mattermostTransport(null) };
    const id = await desk.submits(ANNA);
    done(await assignTicket(desk, OLGA, reassign(id)));
    await aDelivery(desk, { transports }).deliver();
    expect(smtp.recipients).toEqual([['pavel@desk.example']]);
  });
});
