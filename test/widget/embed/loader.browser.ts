import { assert } from 'chai';

/** The built file, as a page gets it: a classic script knows its tag, a module does not. */
const BUILT = '/dist/widget.js';

async function load(data: Record<string, string> = { siteKey: 'pk_site_loader' }): Promise<void> {
  const script = document.createElement('script');
  Object.assign(script.dataset, data);
  const loaded = new Promise((done, failed) => {
    script.onload = done;
    script.onerror = () => failed(new Error(`${BUILT} is not there: npm run build`));
  });
  script.src = BUILT;
  document.head.append(script);
  await loaded;
}

const guests = () => [...document.querySelectorAll<HTMLElement & { open(): Promise<void> }>('smart-support')];
const guest = () => guests()[0]!;
const launcher = () => guest().shadowRoot!.querySelector('button')!;
const panel = () => guest().shadowRoot!.querySelector('smart-support-panel');
const dialog = () => panel()?.shadowRoot?.querySelector('dialog');
const asked = () =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith('/dist/'));

async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise((done) => requestAnimationFrame(done));
}

describe('the script tag', () => {
  it('asks for itself alone, keeps nothing, and takes one name', async () => {
    localStorage.clear();
    const before = new Set(Object.keys(window));
    await load();
    assert.lengthOf(guests(), 1);
    assert.deepEqual(asked(), [BUILT]);
    assert.deepEqual(Object.keys(localStorage), []);
    assert.equal(document.cookie, '');
    assert.deepEqual(
      Object.keys(window).filter((name) => !before.has(name)),
      ['smartSupport'],
    );
  });

  it('does no harm where it runs before the page has a body, and waits for it', async () => {
    const own = document.body;
    guest().remove();
    own.remove();
    let failure = '';
    const hear = (event: ErrorEvent) => (failure = event.message);
    window.addEventListener('error', hear);
    await load();
    window.removeEventListener('error', hear);
    assert.equal(failure, '');
    assert.lengthOf(guests(), 0);
    document.documentElement.append(own);
    await until(() => guests().length === 1);
    assert.equal(guest().parentElement, own);
  });

  it('puts one guest on the page, however often it is loaded', async () => {
    await load();
    await load({ siteKey: 'pk_site_other' });
    assert.lengthOf(guests(), 1);
    assert.equal(guest().dataset.siteKey, 'pk_site_loader');
  });

  it('brings the panel once somebody reaches for it', async () => {
    launcher().dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => asked().some((path) => path.includes('/w/panel-')));
    assert.isNull(panel(), 'reached for, not opened');
  });

  it('opens by a press, with the focus in the panel, and Esc gives the focus back', async () => {
    launcher().focus();
    launcher().click();
    await until(() => dialog()?.open === true && panel()?.shadowRoot?.activeElement !== null);
    assert.equal(panel()?.shadowRoot?.activeElement?.localName, 'h1');
    assert.isTrue(launcher().hidden);
    dialog()?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
    );
    await until(() => !launcher().hidden);
    assert.isFalse(dialog()?.open);
    assert.equal(guest().shadowRoot!.activeElement, launcher());
  });

  it('keeps what was typed through closing, and through being removed and put back', async () => {
    launcher().click();
    await until(() => dialog()?.open === true);
    panel()!.shadowRoot!.querySelector<HTMLElement>('.ways button')!.click();
    const area = () => panel()!.shadowRoot!.querySelector<HTMLTextAreaElement>('textarea#question');
    await until(() => area() !== null);
    area()!.value = 'Как закрыть смену?';
    area()!.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const host = guest();
    host.remove();
    document.body.append(host);
    await until(() => dialog()?.open === true);
    assert.equal(area()?.value, 'Как закрыть смену?');
    (window as unknown as { smartSupport: { close(): void } }).smartSupport.close();
    assert.isFalse(dialog()?.open);
    launcher().click();
    await until(() => dialog()?.open === true);
    assert.equal(area()?.value, 'Как закрыть смену?');
    (window as unknown as { smartSupport: { close(): void } }).smartSupport.close();
  });

  it('is there again after an app has swapped the whole body', async () => {
    const own = document.body;
    const next = document.createElement('body');
    own.replaceWith(next);
    await until(() => guests().length === 1);
    assert.equal(guest().parentElement, next);
    next.replaceWith(own);
    await until(() => guests().length === 1 && guest().parentElement === own);
  });

  it('needs no button where the page has one of its own', async () => {
    guest().dataset.launcher = 'none';
    assert.equal(getComputedStyle(launcher()).display, 'none');
    (window as unknown as { smartSupport: { open(): void } }).smartSupport.open();
    await until(() => dialog()?.open === true);
    delete guest().dataset.launcher;
  });
});
