import axe from 'axe-core';
import { assert } from 'chai';
import type { StaffTicketRow } from '../../../widget/client/api.ts';
import { define } from '../../../widget/console/page-element.ts';
import { DeskQueue } from '../../../widget/console/queue/desk-queue.ts';
import { setSettings } from '../../../widget/console/settings.ts';
import { LiveTicketEvent } from '../../../widget/console/shell/live-ticket-event.ts';
import { speak } from '../../../widget/console/words.ts';
import { DeskAtHand, me, row, until } from './desk-at-hand.ts';

describe('the queue', () => {
  let desk: DeskAtHand;
  let rows: StaffTicketRow[];
  let queue: DeskQueue;

  const shown = () => [...queue.querySelectorAll<HTMLElement>('.q')].map(({ dataset }) => dataset['id']);
  const press = (key: string, code = '') =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, code, bubbles: true, composed: true, cancelable: true }),
    );

  beforeEach(async () => {
    await speak('ru');
    setSettings({ keys: true });
    define('desk-queue', DeskQueue);
    rows = [row('late', -18, { reacted: false }), row('soon', 25), row('far', 3000)];
    desk = new DeskAtHand().on('staff.queue', () => ({ data: { rows, next: null, total: rows.length } }));
    queue = document.createElement('desk-queue') as DeskQueue;
    queue.me = me;
    document.body.append(queue);
    await until('three rows', () => shown().length === 3);
  });

  afterEach(() => {
    queue.remove();
    desk.close();
  });

  it('begins every row with the time left, as it is said aloud', () => {
    const [late, soon] = queue.querySelectorAll('.q');
    assert.match(late?.textContent?.trim() ?? '', /^на\s18\sмин/);
    assert.match(soon?.textContent?.trim() ?? '', /^2[45]\sмин/);
  });

  it('tells a breach by a shape and a word, not by colour alone', () => {
    const state = queue.querySelector('.q .state');
    assert.equal(state?.getAttribute('data-is'), 'breached');
    assert.isNotNull(state?.querySelector('svg'));
    assert.include(queue.querySelector('.qh')?.textContent ?? '', 'Просрочено');
  });

  it('is one tab stop, walked by arrows and by J and K', async () => {
    const stops = () => queue.querySelectorAll('.q[tabindex="0"]').length;
    assert.equal(stops(), 1);
    press('j', 'KeyJ');
    await until('focus on the first row', () => document.activeElement?.id === 'row-late');
    press('ArrowDown');
    await until('focus on the second row', () => document.activeElement?.id === 'row-soon');
    press('л', 'KeyK');
    await until('focus back on the first row', () => document.activeElement?.id === 'row-late');
    assert.equal(stops(), 1);
  });

  it('leaves letters alone once they are switched off', () => {
    setSettings({ keys: false });
    press('j', 'KeyJ');
    assert.notEqual(document.activeElement?.id, 'row-late');
  });

  it('leaves letters to whoever is typing', () => {
    const search = queue.querySelector<HTMLInputElement>('#search');
    search?.focus();
    press('j', 'KeyJ');
    assert.equal(document.activeElement, search);
  });

  it('moves no row while one of them has the focus, and all of them once it is let go', async () => {
    queue.querySelector<HTMLElement>('.q')?.focus();
    rows = [row('new', -60), row('soon', 25), row('late', -18)];
    dispatchEvent(new LiveTicketEvent('new', 1));
    await until('word that something waits', () => queue.querySelector('.fresh-rows'));
    assert.deepEqual(shown(), ['late', 'soon', 'far']);
    (document.activeElement as HTMLElement).blur();
    await until('the new order', () => shown().join() === 'new,late,soon');
  });

  it('says what was searched for and where, when nothing was found', async () => {
    rows = [];
    queue.search = '?q=xyz';
    const words = await until('an empty list', () => queue.querySelector('.waits'));
    await until('its words', () => words.textContent?.includes('По\u00a0«xyz» ничего'));
  });

  it('says when the next one is due, when nothing is due within what was asked for', async () => {
    const later = rows;
    desk.on('staff.queue', ({ filter }: { filter: { due?: string } }) => {
      const found = filter.due ? [] : later.filter(({ id }) => id === 'far');
      return { data: { rows: found, next: null, total: found.length } };
    });
    queue.search = '?due=hour';
    const words = await until('an empty list', () => queue.querySelector('.waits'));
    await until('the next due time', () => /Ближайший срок: \S+/.test(words.textContent ?? ''));
  });

  it('asks the server for what stands in the address', async () => {
    queue.search = '?kind=bug&assignee=nobody';
    await until('another question', () => desk.callsOf('staff.queue').length > 1);
    assert.deepEqual(desk.callsOf<{ filter: unknown }>('staff.queue').at(-1)?.filter, {
      status: 'open',
      kind: 'bug',
      assignee: 'nobody',
    });
  });

  it('has nothing that axe would mend', async () => {
    const { violations } = await axe.run(queue, { rules: { region: { enabled: false } } });
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      [],
    );
  });
});
