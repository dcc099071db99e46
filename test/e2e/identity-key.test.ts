/** What the console shows of a site is all that a licensee's developer needs: with it, and nothing else, a token is accepted. */
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

const shown = async (page: Page, label: string): Promise<string> =>
  (await page.getByLabel(label, { exact: true }).innerText()).trim();

describe('an identity key', () => {
  it('signs a person in by what the console shows of it', async () => {
    const page = await desk.console('olga@desk.example', '/admin/licensees');
    await page.locator('a[href^="/admin/licensees/"]').first().click();
    await page.getByLabel('Новый ключ').first().selectOption('HS256');
    await page.getByRole('button', { name: 'Добавить ключ' }).first().click();
    const secret = await shown(page, 'Секрет');
    const kid = await shown(page, 'Имя ключа (kid)');
    const issuer = await shown(page, 'Кто подписывает (iss)');
    const siteKey = await shown(page, 'Ключ сайта');

    const signedBy = (iss: string) =>
      new SignJWT({ name: 'Елена', email: 'elena@northwind.example', email_verified: true })
        .setProtectedHeader({ alg: 'HS256', kid, typ: 'support-identity+jwt' })
        .setIssuer(iss)
        .setAudience('smart-support')
        .setSubject('u-7')
        .setJti(randomBytes(16).toString('base64url'))
        .setIssuedAt()
        .setExpirationTime('300s')
        .sign(Buffer.from(secret, 'base64url'));
    const open = async (iss: string) =>
      page.request.post(`${desk.base}/rpc/customer.openSession`, {
        data: { siteKey, identityToken: await signedBy(iss) },
        headers: { origin: desk.base },
      });

    const opened = await open(issuer);
    expect((await opened.json()).result.data.person).toMatchObject({ name: 'Елена', verified: true });
    expect((await (await open(siteKey)).json()).error.data.refusal).toMatchObject({
      code: 'identity_refused',
      why: 'wrong_issuer',
    });
  });
});
