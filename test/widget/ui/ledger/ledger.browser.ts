import axe from 'axe-core';
import { assert } from 'chai';
import type { Ledger } from '../../../../server/domain/sla/ledger.ts';
import type { LanesView } from '../../../../widget/ui/ledger/lanes-view.ts';
import type { LedgerView } from '../../../../widget/ui/ledger/ledger-view.ts';
import { LANES_TAG } from '../../../../widget/ui/ledger/register-lanes.ts';
import { LEDGER_TAG } from '../../../../widget/ui/ledger/register-elements.ts';
import { ledgerEn } from '../../../../widget/wording/ledger.en.ts';
import { ledgerRu } from '../../../../widget/wording/ledger.ru.ts';
import { DESK, FAULT, estimated, ledger, plain } from './sample-ledgers.ts';

const NOW = '2026-11-06 14:20';

async function shown(of: Ledger, more: Partial<LedgerView> = {}): Promise<LedgerView> {
  const view = document.createElement(LEDGER_TAG) as LedgerView;
  Object.assign(view, { ledger: of, desk: DESK, words: ledgerRu, ...more });
  document.body.append(view);
  await view.updateComplete;
  return view;
}

/** How wide it is, is seen once a frame has been laid out. */
async function drawn(view: LedgerView): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await view.updateComplete;
}

/** As it is read: what stands in boxes of its own is apart. */
const textOf = (node: Element | null | undefined) => {
  const text = node instanceof HTMLElement ? node.innerText : node?.textContent;
  return plain(text?.replace(/\s+/g, ' ').trim() ?? '');
};

describe('the ledger', () => {
  afterEach(() => document.body.replaceChildren());

  it('shows when, why, the picture and the proof, in that order', async () => {
    const { shadowRoot } = await shown(ledger(FAULT, 'completion', NOW));
    const parts = [...shadowRoot!.children]
      .map(({ localName }) => localName)
      .filter((name) => name !== 'svg');
    assert.deepEqual(parts, ['h2', 'p', 'div', 'ol']);
    assert.match(textOf(shadowRoot!.querySelector('h2')), /^Решим в среду, 11 ноября, до 16:55/);
    assert.equal(
      textOf(shadowRoot!.querySelector('.total')),
      'Всего на решение Ошибка, высокая, § 5 регламента 2.0 168 ч',
    );
  });

  it('says aloud that what is struck through does not count', async () => {
    const { shadowRoot } = await shown(ledger(FAULT, 'completion', NOW));
    const struck = [...shadowRoot!.querySelectorAll('s')];
    assert.deepEqual(struck.map(textOf), ['22 ч 15 мин']);
    assert.equal(textOf(struck[0]!.previousElementSibling), 'не считается');
  });

  it('leaves the proof out where there is no room for it', async () => {
    const { shadowRoot } = await shown(ledger(FAULT, 'reaction', NOW), { compact: true });
    assert.isNull(shadowRoot!.querySelector('ol'));
    assert.isNotNull(shadowRoot!.querySelector('[role=img][aria-label]'));
  });

  it('puts the focus on the due time when asked', async () => {
    const view = await shown(ledger(FAULT, 'completion', NOW));
    view.focus();
    assert.equal(view.shadowRoot!.activeElement?.localName, 'h2');
  });

  it('draws without a single style attribute, so that a strict policy lets it pass', async () => {
    const { shadowRoot } = await shown(ledger(estimated(200), 'completion', '2026-11-18 12:00'));
    assert.lengthOf(shadowRoot!.querySelectorAll('[style], style'), 0);
    assert.isAbove(shadowRoot!.querySelectorAll('rect').length, 10);
  });

  it('keeps its words inside a narrow panel', async () => {
    const box = document.createElement('div');
    Object.assign(box.style, { width: '280px', font: '15px sans-serif' });
    document.body.append(box);
    for (const words of [ledgerRu, ledgerEn]) {
      for (const of of [
        ledger(FAULT, 'completion', NOW),
        ledger({ sent: '2026-12-30 18:30' }, 'reaction', '2026-12-30 18:40'),
      ]) {
        const view = await shown(of, { words });
        box.append(view);
        await drawn(view);
        assert.isAtMost(view.scrollWidth, 280);
        assert.isNotEmpty(view.shadowRoot!.querySelectorAll('.day text'));
        const edge = box.getBoundingClientRect().right;
        for (const text of view.shadowRoot!.querySelectorAll('text')) {
          assert.isAtMost(text.getBoundingClientRect().right, edge, textOf(text));
        }
      }
    }
  });

  it('has nothing that axe would object to, in either language', async () => {
    for (const words of [ledgerRu, ledgerEn]) {
      await shown(ledger(FAULT, 'completion', NOW), { words });
      await shown(ledger({ sent: '2026-11-10 12:00' }, 'completion', '2026-11-11 13:10'), { words });
    }
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    );
  });
});

describe('the lanes', () => {
  afterEach(() => document.body.replaceChildren());

  async function shownLanes(): Promise<LanesView> {
    const view = document.createElement(LANES_TAG) as LanesView;
    const ledgers = [ledger(FAULT, 'reaction', NOW), ledger(FAULT, 'completion', NOW)];
    Object.assign(view, { ledgers, desk: DESK, words: ledgerRu });
    document.body.append(view);
    await view.updateComplete;
    return view;
  }
  const spansOf = (view: LanesView) => [...view.shadowRoot!.querySelectorAll<SVGGElement>('g')];

  it('are one tab stop, walked with the arrows, each span telling itself', async () => {
    const view = await shownLanes();
    const spans = spansOf(view);
    assert.lengthOf(
      spans.filter(({ tabIndex }) => tabIndex === 0),
      1,
    );
    spans[0]!.focus();
    for (let i = 0; i < 4; i++) {
      view.shadowRoot!.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }),
      );
      await view.updateComplete;
    }
    assert.equal(view.shadowRoot!.activeElement, spans[4]);
    assert.equal(
      textOf(view.shadowRoot!.querySelector('p')),
      'Решение: Не считаем: ждали ваш ответ, 22 ч 15 мин 5 ноября, 11:05 — 6 ноября, 9:20',
    );
    assert.lengthOf(
      spansOf(view).filter(({ tabIndex }) => tabIndex === 0),
      1,
    );
    assert.equal(spansOf(view)[4]!.tabIndex, 0);
  });

  it('tell a span under the pointer', async () => {
    const view = await shownLanes();
    spansOf(view)[0]!.dispatchEvent(new PointerEvent('pointerenter'));
    await view.updateComplete;
    assert.match(textOf(view.shadowRoot!.querySelector('p')), /^Ответ: Считаем до закрытия, 20 мин/);
  });

  it('have nothing that axe would object to', async () => {
    await shownLanes();
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    );
  });
});
