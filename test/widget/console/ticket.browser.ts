import axe from 'axe-core';
import { assert } from 'chai';
import type { StaffTicketView } from '../../../widget/client/api.ts';
import '../../../widget/console/ticket/register-elements.ts';
import { EMPTY, keepDraft } from '../../../widget/console/ticket/drafts.ts';
import type { TicketPage } from '../../../widget/console/ticket/ticket-page.ts';
import { speak } from '../../../widget/console/words.ts';
import { DeskAtHand, entry, maria, me, ticket, until } from './desk-at-hand.ts';

type Sent = { text: string; seenVersion: number; requestId: string };

describe('a ticket', () => {
  let desk: DeskAtHand;
  let now: StaffTicketView;
  let page: TicketPage;

  const open = async () => {
    page = document.createElement('ticket-page') as TicketPage;
    page.me = me;
    page.ticketId = 't1';
    document.body.append(page);
    await until('the title', () => page.querySelector('h1')?.textContent === now.title);
  };
  const area = () => page.querySelector<HTMLTextAreaElement>('ticket-composer textarea');
  const type = (text: string) => {
    const field = area();
    if (!field) throw new Error('there is no place to write');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const button = (text: string) =>
    [...page.querySelectorAll('button')].find((each) => each.textContent?.trim() === text) ?? null;
  const press = async (text: string) => (await until(`the button «${text}»`, () => button(text))).click();

  beforeEach(async () => {
    await speak('ru');
    for (const kind of ['reply', 'note'] as const) keepDraft('s1', 't1', kind, EMPTY);
    now = ticket();
    desk = new DeskAtHand().on('staff.ticket', () => ({ data: now }));
    await open();
  });

  afterEach(() => {
    page.remove();
    desk.close();
  });

  it('says on the button what it does, and takes the accent only once there is something to send', async () => {
    assert.notInclude(button('Отправить клиенту')?.className, 'btn-main');
    type('Смотрим');
    await until('the accent', () => button('Отправить клиенту')?.className.includes('btn-main'));
    await press('Заметка');
    await until('the other button', () => button('Сохранить заметку'));
    assert.include(page.querySelector('.compose')?.textContent ?? '', 'Видят только сотрудники');
  });

  it('keeps both drafts, through the switch and through a reload', async () => {
    type('клиенту');
    await press('Заметка');
    await until('an empty note', () => area()?.value === '');
    type('для своих');
    await press('Ответ клиенту');
    await until('the reply again', () => area()?.value === 'клиенту');
    page.remove();
    await open();
    await until('the reply after a reload', () => area()?.value === 'клиенту');
    await press('Заметка');
    await until('the note after a reload', () => area()?.value === 'для своих');
  });

  it('refused because others were faster: shows what they did, loses nothing, and sends when asked again', async () => {
    const moved = ticket({
      version: 3,
      status: 'verification',
      entries: [
        entry(1, { text: 'Не печатает' }),
        entry(2, { by: maria, text: 'Готово' }),
        entry(3, { by: maria, is: 'event', act: 'hand_over', from: 'in_progress', to: 'verification' }),
      ],
    });
    desk.on<Sent>('staff.reply', ({ seenVersion }) =>
      seenVersion === 3
        ? { data: { ...moved, version: 4 } }
        : { refusal: { code: 'ticket_moved_on', version: 3, status: 'verification' } },
    );
    now = moved;
    type('Мой ответ');
    await until('a button to press', () => button('Отправить клиенту')?.ariaDisabled === 'false');
    await press('Отправить клиенту');
    const told = await until('what has changed', () => page.querySelector('.moved-on[role=alert]'));
    assert.include(told.textContent, 'Мария Осипова: обращение перешло в\u00a0«Проверка»');
    assert.equal(area()?.value, 'Мой ответ');
    await press('Отправить клиенту');
    await until('an empty place to write', () => area()?.value === '');
    const sent = desk.callsOf<Sent>('staff.reply');
    assert.deepEqual(
      sent.map(({ text, seenVersion }) => [text, seenVersion]),
      [
        ['Мой ответ', 1],
        ['Мой ответ', 3],
      ],
    );
  });

  it('keeps what was written when the cable is pulled, and sends it once when it is back', async () => {
    desk.on<Sent>('staff.reply', () => ({ data: { ...now, version: 2 } }));
    type('Не потеряйте');
    desk.isCut = true;
    await until('a button to press', () => button('Отправить клиенту')?.ariaDisabled === 'false');
    await press('Отправить клиенту');
    await until('word of it', () => page.querySelector('.compose .error'));
    assert.equal(area()?.value, 'Не потеряйте');
    desk.isCut = false;
    await press('Отправить клиенту');
    await until('an empty place to write', () => area()?.value === '');
    assert.lengthOf(desk.callsOf<Sent>('staff.reply'), 1);
  });

  it('shows only the acts that are allowed', () => {
    const names = [...page.querySelectorAll('.acts .btn')].map((each) => each.textContent?.trim());
    assert.include(names, 'Запросить информацию');
    assert.notInclude(names, 'Открыть снова');
    assert.notInclude(names, 'Счёт оплачен');
  });

  it('asks in place for what an act needs, and puts the focus where it is missing', async () => {
    await press('Выставить счёт');
    await press('Отмена');
    await until('the form gone', () => page.querySelector('act-form') === null);
    await press('Выставить счёт');
    const form = await until('the form', () => page.querySelector<HTMLFormElement>('act-form form'));
    form.requestSubmit();
    const number = page.querySelector<HTMLInputElement>('#act-number');
    await until('focus on the number', () => document.activeElement === number);
    assert.equal(number?.getAttribute('aria-invalid'), 'true');
    const described = page.querySelector(`#${number?.getAttribute('aria-describedby')}`);
    assert.include(described?.textContent ?? '', 'Напишите номер счёта');
    assert.lengthOf(desk.callsOf('staff.act'), 0);
  });

  it('asks what a correction would do before it is made', async () => {
    desk.on('staff.effect', () => ({
      data: {
        old: { reactionDueAt: null, completionDueAt: now.completion.dueAt },
        new: { reactionDueAt: null, completionDueAt: null },
      },
    }));
    const change = [...page.querySelectorAll<HTMLElement>('.facts .link')].at(-1);
    change?.click();
    const kind = await until('the kinds', () => page.querySelector<HTMLSelectElement>('#act-kind'));
    kind.value = 'feature';
    kind.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until('the effect', () => page.querySelector('.effect')?.textContent?.includes('срока нет'));
    assert.isNull(page.querySelector('#act-criticality'));
    assert.lengthOf(desk.callsOf('staff.correct'), 0);
  });

  it('has nothing that axe would mend', async () => {
    const { violations } = await axe.run(page, { rules: { region: { enabled: false } } });
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      [],
    );
  });
});
