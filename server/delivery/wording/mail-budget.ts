/**
 * So many mails a day go to one person, and so many to all people of a site, and no more: whoever floods the forms of a
 * site makes no mail cannon of us. What is over the budget is not sent later either; managers hear of it once a day.
 */
import { DAY } from '../../../shared/duration.ts';
import { randomId } from '../../auth/secrets.ts';
import type { CountedMail } from '../../store/mail.ts';
import type { Store } from '../../store/store.ts';

export const MAILS_A_DAY = { person: 40, site: 2000 } as const;

/** Counts it, where it may go. */
export async function mayMail(
  { mail, outbox }: Pick<Store, 'mail' | 'outbox'>,
  mailing: CountedMail,
): Promise<boolean> {
  const { personId, siteId, at } = mailing;
  const over = await mail.countMail(mailing, at - DAY, MAILS_A_DAY);
  if (over === null) return true;
  const today = Math.floor(at / DAY);
  if (await mail.alarmOnce(`${over} ${over === 'site' ? siteId : personId} ${today}`, at)) {
    const detail = { of: over, siteId, limit: MAILS_A_DAY[over] };
    const to = { side: 'managers' } as const;
    const notice = {
      kind: 'mail_budget_spent',
      to,
      channel: 'as_set',
      seq: null,
      detail,
      notBefore: at,
    } as const;
    await outbox.add([{ ...notice, id: randomId() }], at);
  }
  return false;
}
