import { assert } from 'chai';
import type { ClockView, CustomerTicketView, EntryView, FileView } from '../../../widget/client/api.ts';
import { defineTicketScreen } from '../../../widget/embed/ticket/define.ts';
import type { Outcome, TicketDeps, Uploaded } from '../../../widget/embed/ticket/ticket-deps.ts';
import type { TicketScreen } from '../../../widget/embed/ticket/ticket-screen.ts';
import { clientTicketRu } from '../../../widget/wording/ticket.ru.ts';
import { widgetDeskRu } from '../../../widget/wording/widget-desk.ru.ts';
import { timeRu } from '../../../widget/wording/time.ru.ts';
import { FAULT, ledger } from '../ui/ledger/sample-ledgers.ts';

defineTicketScreen();

/** As high as the panel gives it. */
const sheet = new CSSStyleSheet();
sheet.replaceSync('.body { height: 300px; overflow: auto }');

const NOW = Date.parse('2026-11-06T11:20:00Z');
const ENDED: Omit<ClockView, 'clock' | 'ledger'> = {
  unit: 'working',
  state: 'met',
  startedAt: NOW - 2e6,
  allowance: 36e5,
  dueAt: NOW + 1e6,
  endedAt: NOW - 1e6,
  counted: 1e6,
  left: 26e5,
  pausedSince: null,
  pausedIn: null,
};
const clock = (which: ClockView['clock']): ClockView => ({
  ...ENDED,
  clock: which,
  ledger: ledger(FAULT, which, '2026-11-06 14:20'),
});

const message = (seq: number, me = false): EntryView => ({
  seq,
  at: NOW - 1e6 + seq,
  by: { side: me ? 'client' : 'staff', name: me ? 'Елена' : 'Тимур', initials: 'ТГ', me },
  is: 'message',
  act: null,
  from: null,
  to: null,
  text: `Строка ${seq}\nещё\nи ещё`,
  files: [],
  detail: null,
});

const ticket = (more: Partial<CustomerTicketView> = {}): CustomerTicketView => ({
  id: 't1',
  number: 1001,
  version: 1,
  kind: 'bug',
  status: 'in_progress',
  statusSince: NOW - 1e6,
  move: 'desk',
  title: 'Касса зависает',
  criticality: 'high',
  statedCriticality: 'high',
  product: null,
  part: null,
  resolution: null,
  closedAt: null,
  submittedAt: NOW - 2e6,
  cycle: 1,
  reaction: clock('reaction'),
  completion: clock('completion'),
  entries: Array.from({ length: 12 }, (_, seq) => message(seq + 1)),
  question: null,
  invoice: null,
  handedOver: null,
  silence: null,
  rating: null,
  rateUntil: null,
  reopenUntil: null,
  allowedActs: ['reply'],
  ...more,
});

async function shown(
  view: CustomerTicketView,
  answer: Outcome = { is: 'sent' },
  upload: TicketDeps['upload'] = async () => ({ refused: '' }),
) {
  const acts: string[] = [];
  const replies: Parameters<TicketDeps['reply']>[] = [];
  const deps: TicketDeps = {
    reply: async (...reply) => (replies.push(reply), answer),
    act: async (act) => (acts.push(act), answer),
    rate: async () => answer,
    upload,
    openFile: () => {},
    picture: async () => null,
    openLedger: () => {},
    draft: () => ({ read: () => '', write: () => {} }),
  };
  const screen = document.createElement('smart-support-ticket') as TicketScreen;
  const tell = async (next: CustomerTicketView) => {
    screen.telling = {
      view: next,
      words: { ...widgetDeskRu, ...clientTicketRu },
      time: timeRu,
      now: NOW,
      zone: 'Europe/Moscow',
      deps,
    };
    await screen.updateComplete;
  };
  document.adoptedStyleSheets = [sheet];
  await tell(view);
  document.body.append(screen);
  await screen.updateComplete;
  const body = screen.querySelector<HTMLElement>('.body')!;
  return { screen, body, tell, acts, replies, fresh: () => screen.querySelector<HTMLElement>('.fresh') };
}
const plain = (node: Element | null) => (node?.textContent ?? '').replace(/\s+/gu, ' ').trim();
const atEnd = (body: HTMLElement) => body.scrollHeight - body.scrollTop - body.clientHeight < 2;

describe('a ticket in the panel', () => {
  afterEach(() => {
    document.body.replaceChildren();
    document.adoptedStyleSheets = [];
  });

  it('opens with the newest in view', async () => {
    const { screen, body } = await shown(ticket());
    assert.isAbove(body.scrollHeight, 900);
    assert.isTrue(atEnd(body));
    const last = [...screen.querySelectorAll('.say')].at(-1)!;
    assert.isAtMost(last.getBoundingClientRect().bottom, body.getBoundingClientRect().bottom);
  });

  it('is known by its number once its words are not kept any longer, and says so', async () => {
    const { screen } = await shown(ticket({ title: '', entries: [{ ...message(1), text: null }] }));
    assert.equal(plain(screen.querySelector('h2')), '№ 1001');
    assert.include(plain(screen.querySelector('.lead')), 'Тексты и файлы больше не хранятся');
  });

  it('opens with what is asked of the client in view, where something is', async () => {
    const { body } = await shown(handed());
    assert.equal(body.scrollTop, 0);
  });

  it('leaves who reads above where they are, and says how much waits below', async () => {
    const { screen, body, tell, fresh } = await shown(ticket());
    body.scrollTop = 40;
    const { entries } = ticket();
    await tell(ticket({ version: 2, entries: [...entries, message(13)] }));
    assert.equal(body.scrollTop, 40);
    assert.equal(fresh()?.textContent?.replace(/\s+/gu, ' ').trim(), '1 новое');
    await tell(ticket({ version: 3, entries: [...entries, message(13), message(14)] }));
    assert.equal(fresh()?.textContent?.replace(/\s+/gu, ' ').trim(), '2 новых');
    fresh()?.click();
    await screen.updateComplete;
    assert.isTrue(atEnd(body));
    assert.isNull(fresh());
    assert.include(document.activeElement?.textContent, 'Строка 14');
  });

  it('follows the conversation for who reads its end, and for one’s own words', async () => {
    const { body, tell, fresh } = await shown(ticket());
    const { entries } = ticket();
    body.scrollTop = body.scrollHeight;
    await tell(ticket({ version: 2, entries: [...entries, message(13)] }));
    assert.isTrue(atEnd(body));
    body.scrollTop = 0;
    await tell(ticket({ version: 3, entries: [...entries, message(13), message(14, true)] }));
    assert.isTrue(atEnd(body));
    assert.isNull(fresh());
  });

  const handed = () =>
    ticket({
      status: 'verification',
      move: 'client',
      handedOver: message(12),
      allowedActs: ['confirm', 'not_fixed', 'reply'],
    });

  it('is confirmed once, however often that is pressed', async () => {
    const { screen, acts } = await shown(handed());
    const button = screen.querySelector<HTMLElement>('.two-btn .btn-main');
    button?.click();
    button?.click();
    await screen.updateComplete;
    assert.deepEqual(acts, ['confirm']);
  });

  it('says at the button why confirming was refused', async () => {
    const { screen } = await shown(handed(), { is: 'refused', text: 'Войдите на сайт' });
    screen.querySelector<HTMLElement>('.two-btn .btn-main')?.click();
    await new Promise((done) => requestAnimationFrame(done));
    await screen.updateComplete;
    assert.deepEqual(
      [...screen.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent),
      ['Войдите на сайт'],
    );
  });

  /** A file is chosen, and sending is pressed while it is on its way up. */
  async function pressedTooEarly(comesUp: (name: string) => Promise<Uploaded>) {
    let up = () => {};
    const way = new Promise<void>((done) => (up = done));
    const { screen, replies } = await shown(ticket(), { is: 'sent' }, async ({ name }) => {
      await way;
      return comesUp(name);
    });
    const files = new DataTransfer();
    for (const name of ['журнал.txt', 'снимок.png']) files.items.add(new File(['x'], name));
    const input = screen.querySelector<HTMLInputElement>('.compose input[type=file]')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    const area = screen.querySelector<HTMLTextAreaElement>('.compose textarea')!;
    area.value = 'Вот они';
    area.dispatchEvent(new Event('input'));
    await screen.updateComplete;
    screen.querySelector<HTMLElement>('.compose .btn-main')!.click();
    await frame();
    assert.deepEqual(replies, []);
    up();
    for (let i = 0; i < 20 && replies.length === 0; i++) await frame();
    return { screen, replies, area };
  }
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const there = (name: string): FileView => ({
    ...{ id: name, name, bytes: 1, type: 'text/plain', picture: false },
  });

  it('sends what was chosen along with the words, however long its way up is', async () => {
    const { replies, area } = await pressedTooEarly(async (name) => ({ file: there(name) }));
    assert.deepEqual(replies, [['Вот они', ['журнал.txt', 'снимок.png']]]);
    assert.equal(area.value, '');
  });

  it('sends nothing where a file was refused meanwhile, says why, and keeps all there is', async () => {
    const { screen, replies, area } = await pressedTooEarly(async (name) =>
      name.endsWith('.png') ? { refused: 'Файл слишком большой' } : { file: there(name) },
    );
    assert.deepEqual(replies, []);
    assert.equal(area.value, 'Вот они');
    assert.equal(plain(screen.querySelector('.compose [role=alert]')), 'Файл слишком большой');
    assert.include(plain(screen.querySelector('.compose .file')), 'журнал.txt');
  });
});
