import { assert } from 'chai';
import type { StaffTicketView, TicketSecondLine, TopicView } from '../../../widget/client/api.ts';
import '../../../widget/console/ticket/register-elements.ts';
import type { TicketPage } from '../../../widget/console/ticket/ticket-page.ts';
import { speak } from '../../../widget/console/words.ts';
import { DeskAtHand, entry, maria, me, NOW, ticket, until } from './desk-at-hand.ts';

const topic = (key: TopicView['topic'], ru: string): TopicView => ({
  topic: key,
  name: { ru, en: key },
  departments: [{ ru: 'Отдел', en: 'Department' }],
  workingDays: 3,
  dueAt: NOW + 3 * 86_400_000,
  channels: [{ channel: 'email', ready: true }],
});
const said = (seq: number, files: string[] = []) => ({
  seq,
  at: NOW,
  side: 'client' as const,
  name: 'Анна',
  text: `сказано ${seq}`,
  files: files.map((id) => ({ id, name: `${id}.pdf`, bytes: 1, type: 'application/pdf', picture: false })),
});
const of: TicketSecondLine = {
  version: 1,
  escalations: [],
  showable: [said(1), said(2, ['f1'])],
  title: 'Договор',
  licensee: 'Север',
};

type Asked = {
  requestId: string;
  topic: string;
  question: string;
  shown: { entries: number[]; files: string[] };
};

describe('the second line on a ticket', () => {
  let desk: DeskAtHand;
  let page: TicketPage;

  const open = async (now: StaffTicketView) => {
    desk = new DeskAtHand()
      .on('staff.ticket', () => ({ data: now }))
      .on('secondLine.topics', () => ({ data: [topic('legal', 'Право'), topic('promotion', 'Реклама')] }))
      .on('secondLine.ofTicket', () => ({ data: of }));
    page = document.createElement('ticket-page') as TicketPage;
    page.me = me;
    page.ticketId = 't1';
    document.body.append(page);
    await until('the title', () => page.querySelector('h1')?.textContent === now.title);
  };
  const find = <T extends HTMLElement>(selector: string) =>
    until(selector, () => page.querySelector<T>(selector));
  const button = (text: string) =>
    until(`the button «${text}»`, () =>
      [...page.querySelectorAll('button')].find((each) => each.textContent?.trim() === text),
    );
  const write = async (text: string) => {
    const area = await find<HTMLTextAreaElement>('#escalate-question');
    area.value = text;
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };

  beforeEach(() => speak('ru'));
  afterEach(() => {
    page.remove();
    desk.close();
    localStorage.clear();
  });

  it('opens the form with the topic that a rule proposes', async () => {
    await open(
      ticket({ suggestion: { topic: 'promotion', name: { ru: 'Реклама', en: 'Promotion' }, rule: 2 } }),
    );
    (await button('Спросить')).click();
    await until(
      'the topic',
      () =>
        page.querySelector<HTMLSelectElement>('#escalate-topic')?.selectedOptions[0]?.value === 'promotion',
    );
  });

  it('shows what was chosen and no more; refused, it keeps every word and asks again as the same act', async () => {
    await open(ticket());
    const refusals: Asked[] = [];
    desk.on<Asked>('secondLine.escalate', (input) => {
      refusals.push(input);
      return { refusal: { code: 'field_wrong', field: 'topic', problem: 'not_valid' } };
    });
    (await button('Во вторую линию')).click();
    const select = await find<HTMLSelectElement>('#escalate-topic');
    await until('the topics', () => select.options.length === 3);
    select.value = 'legal';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await write('Что ответить?');
    // A file takes the entry along that it belongs to; without its entry it does not go.
    const boxes = () => [...page.querySelectorAll<HTMLInputElement>('.showable input')];
    assert.deepEqual(
      boxes().map(({ checked }) => checked),
      [true, false, false],
    );
    boxes()[2]!.click();
    boxes()[0]!.click();
    await until('the entry of the file', () => boxes()[1]!.checked && !boxes()[0]!.checked);
    const preview = (await find('.leaving-in')).textContent ?? '';
    assert.include(preview, 'сказано 2');
    assert.include(preview, 'f1.pdf');
    assert.notInclude(preview, 'сказано 1');
    for (const times of [1, 2]) {
      (await button('Отправить отделу')).click();
      await until(
        'the refusal',
        () => refusals.length === times && page.querySelector('escalate-form .error'),
      );
      await until('a button to press', () => !page.querySelector('escalate-form .btn-main[disabled]'));
    }
    assert.deepEqual(refusals[0]?.shown, { entries: [2], files: ['f1'] });
    assert.equal(refusals[0]?.requestId, refusals[1]?.requestId);
    assert.equal((await find<HTMLTextAreaElement>('#escalate-question')).value, 'Что ответить?');
  });

  for (const language of ['ru', 'en'] as const) {
    it(`tells every event of it in words (${language})`, async () => {
      await speak(language);
      const event = { is: 'event', by: maria } as const;
      const who = { escalationId: 'e1', name: 'Иван' };
      const answer = { ...who, of: 'answer_desk', inSubstance: true, unverified: false } as const;
      const details = [
        { of: 'escalate', escalationId: 'e1', topic: 'legal', shown: { entries: 0, files: 0 } },
        { of: 'ask_department', ...who },
        { of: 'take', ...who },
        answer,
        { ...answer, inSubstance: false },
        { ...answer, inSubstance: false, unverified: true },
        { of: 'hand_back', ...who },
        { of: 'close_escalation', ...who },
        { of: 'remind_department', escalationId: 'e1', stage: 'half' },
        { of: 'remind_department', escalationId: 'e1', stage: 'end' },
        { of: 'remind_department', escalationId: 'e1', stage: 'managers' },
      ] as const;
      await open(
        ticket({ entries: details.map((detail, i) => entry(i + 1, { ...event, act: detail.of, detail })) }),
      );
      const lines = await until('the story', () => {
        const all = [...page.querySelectorAll('.event b')].map(({ textContent }) => textContent?.trim());
        return all.length === details.length ? all : null;
      });
      assert.lengthOf(new Set(lines), details.length - 1);
      assert.isTrue(lines.every(Boolean));
    });
  }
});
