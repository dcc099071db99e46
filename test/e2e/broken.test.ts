/** Something broke on the server: people are told its number, the log has the same, and nothing is taken for done. */
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWidget, panelOf, submit } from './support/client.ts';
import { openTicket } from './support/member.ts';
import { runningDesk, type RunningDesk } from './support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await runningDesk();
});
afterAll(() => desk.end());

const FILE = { name: 'log.txt', mimeType: 'text/plain', buffer: Buffer.from('what the till said') };
const idIn = (text: string | null) => /[0-9a-f]{32}/.exec(text ?? '')?.[0] ?? 'no number';

it('a file that could not be stored is not taken for one that was, by the client or by staff', async () => {
  const page = await desk.demoPage('elena');
  const panel = await openWidget(page);
  const number = await submit(panel, 'Задать вопрос', { 'Ваш вопрос': 'Куда смотреть' });
  const staff = await desk.console('anna@desk.example');
  await openTicket(staff, number);

  // Where attachments lie there is no folder any more.
  rmSync(desk.filesRoot, { recursive: true });
  writeFileSync(desk.filesRoot, '');

  await staff.locator('input[type=file]').first().setInputFiles(FILE);
  const told = staff.getByText(/На\s+сервере ошибка/).first();
  await told.waitFor();
  const first = idIn(await told.textContent());

  await page.reload();
  const again = panelOf(page);
  if (!(await again.isVisible())) await openWidget(page);
  await again.getByText('Задать вопрос').click();
  await again.locator('input[type=file]').setInputFiles(FILE);
  const said = again.getByText(/что-то сломалось/).first();
  await said.waitFor();
  const second = idIn(await said.textContent());

  expect(first).not.toBe(second);
  for (const id of [first, second])
    expect(desk.faults.filter((line) => line.includes(`"requestId":"${id}"`))).toHaveLength(1);
});
