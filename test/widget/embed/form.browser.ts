import axe from 'axe-core';
import { assert } from 'chai';
import { html, LitElement, unsafeCSS } from 'lit';
import { FilesField } from '../../../widget/embed/files/files-field.ts';
import type { FormDesk, FormDoors, FormOutcome } from '../../../widget/embed/form/form-doors.ts';
import { TicketForm } from '../../../widget/embed/form/ticket-form.ts';
import formCss from '../../../widget/embed/form/form.css?inline';
import type { Filled } from '../../../widget/embed/form/form-draft.ts';
import tokens from '../../../widget/ui/tokens.css?inline';
import { define } from '../../../widget/ui/drawn-element.ts';
import ui from '../../../widget/ui/ui.css?inline';
import { widgetDeskRu } from '../../../widget/wording/widget-desk.ru.ts';
import { widgetRu } from '../../../widget/wording/widget.ru.ts';
import type { Uploaded } from '../../../widget/embed/ticket/ticket-deps.ts';
import type { TicketKind } from '../../../shared/ticket.ts';

define('smart-support-form', TicketForm);
// Comes with the way to the desk; here it is there from the beginning.
define('smart-support-files', FilesField);

/** The form lives in its holder's shadow root, under its holder's sheets. */
class Holder extends LitElement {
  static override styles = [tokens, ui, formCss].map((css) => unsafeCSS(css));
  kind: TicketKind = 'bug';
  doors!: FormDoors;
  desk: FormDesk = {
    words: widgetDeskRu,
    promise: () => 'Ответим сегодня до 15:40',
    consentLine: () => undefined,
    consentLack: () => '',
  };
  override render() {
    return html`<smart-support-form
      .kind=${this.kind}
      .words=${widgetRu}
      .desk=${this.desk}
      .doors=${this.doors}
    ></smart-support-form>`;
  }
}
customElements.define('holder-of-a-form', Holder);

type Given = {
  kind?: TicketKind;
  answer?: FormOutcome;
  uploaded?: Uploaded;
  lasts?: boolean;
  kept?: { text: string };
};

async function shown({
  kind = 'bug',
  answer = { is: 'done' },
  uploaded,
  lasts = true,
  kept = { text: '' },
}: Given) {
  const sent: Filled[] = [];
  const holder = document.createElement('holder-of-a-form') as Holder;
  holder.kind = kind;
  holder.doors = {
    owner: 'elena',
    draft: { read: () => kept.text, write: (text) => void (kept.text = text) },
    lasts: () => lasts,
    upload: async () => uploaded ?? { refused: 'нет связи' },
    async submit(filled) {
      sent.push(filled);
      return answer;
    },
  };
  document.body.append(holder);
  await holder.updateComplete;
  const root = holder.renderRoot as ShadowRoot;
  const form = root.querySelector('smart-support-form') as TicketForm;
  await form.updateComplete;
  const area = (name: string) => root.getElementById(name) as HTMLTextAreaElement;
  return {
    holder,
    root,
    form,
    sent,
    kept,
    area,
    type(name: string, text: string) {
      area(name).value = text;
      area(name).dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    async send() {
      root.querySelector<HTMLElement>('.btn-main')?.click();
      // A press is answered after the errors, if there are any, are in the page.
      await form.updateComplete;
      await new Promise((done) => requestAnimationFrame(done));
      await form.updateComplete;
    },
    errors: () => [...root.querySelectorAll('.error')].map((each) => each.textContent?.trim()),
  };
}

const png = () => new File([new Uint8Array([137, 80, 78, 71])], 'снимок.png', { type: 'image/png' });

describe('a form', () => {
  afterEach(() => document.body.replaceChildren());

  it('sends nothing while something is missing: each error stands at its field, the first has the focus', async () => {
    const { send, sent, area, root, errors } = await shown({});
    await send();
    assert.deepEqual(sent, []);
    assert.deepEqual(errors(), [widgetRu.missing, widgetRu.missing, widgetRu.chooseOne]);
    assert.equal(root.activeElement, area('happened'));
    for (const name of ['happened', 'expected']) {
      const field = area(name);
      assert.equal(field.ariaInvalid, 'true');
      assert.equal(
        root.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent?.trim(),
        widgetRu.missing,
      );
    }
  });

  it('takes an error back while it is being mended', async () => {
    const { send, type, form, area } = await shown({ kind: 'consultation' });
    await send();
    assert.equal(area('question').ariaInvalid, 'true');
    type('question', 'Как закрыть смену?');
    await form.updateComplete;
    assert.equal(area('question').ariaInvalid, 'false');
    assert.isNull(area('question').getAttribute('aria-describedby'));
  });

  it('tells of a field that was left empty for another one, and of none that was left for a button', async () => {
    const { area, root, form, errors } = await shown({});
    area('happened').focus();
    root.querySelector<HTMLElement>('.btn-main')?.focus();
    await form.updateComplete;
    assert.deepEqual(errors(), []);
    area('happened').focus();
    area('expected').focus();
    await form.updateComplete;
    assert.deepEqual(errors(), [widgetRu.missing]);
  });

  it('counts as the desk does: the limit in UTF-16 units passes, one more is told with its number', async () => {
    const { type, send, sent, errors } = await shown({ kind: 'consultation' });
    type('question', '😀'.repeat(4000));
    await send();
    assert.lengthOf(sent, 1);
    type('question', `${'😀'.repeat(4000)}!`);
    await send();
    assert.lengthOf(sent, 1);
    assert.deepEqual(errors(), [widgetRu.tooLong(8000, 8001)]);
  });

  it('is sent by Ctrl+Enter from a field, and only once however often it is pressed', async () => {
    const { area, type, form, sent } = await shown({ kind: 'consultation' });
    type('question', 'Как закрыть смену?');
    const enter = () =>
      area('question').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
      );
    enter();
    enter();
    await new Promise((done) => requestAnimationFrame(done));
    await form.updateComplete;
    assert.lengthOf(sent, 1);
    assert.equal(sent[0]?.fields.question, 'Как закрыть смену?');
  });

  it('brings back what was typed: fields, how bad it is, files', async () => {
    const uploaded = {
      file: { id: 'f1', name: 'снимок.png', bytes: 2048, type: 'image/png', picture: true },
    };
    const first = await shown({ uploaded });
    first.type('happened', 'Касса зависает');
    first.root.querySelector<HTMLInputElement>('input[value=high]')?.click();
    const data = new DataTransfer();
    data.items.add(png());
    first.root
      .querySelector('form')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(done));
    await first.form.updateComplete;
    first.holder.remove();

    const { area, root, form, type, send, sent } = await shown({ kept: first.kept });
    assert.equal(area('happened').value, 'Касса зависает');
    assert.isTrue(root.querySelector<HTMLInputElement>('input[value=high]')?.checked);
    assert.include(root.querySelector('.files')?.textContent, 'снимок.png');
    type('expected', 'Работает');
    await form.updateComplete;
    await send();
    assert.deepEqual(
      sent.map(({ impact, files }) => [impact, files.map(({ id }) => id)]),
      [['high', ['f1']]],
    );
  });

  it('keeps what was typed when the desk refuses, and says the refusal at the field it is about', async () => {
    const { type, send, area, root, kept } = await shown({
      kind: 'consultation',
      answer: { is: 'refused', text: 'Слишком длинно', field: 'question' },
    });
    type('question', 'Как закрыть смену?');
    await send();
    assert.equal(area('question').value, 'Как закрыть смену?');
    assert.include(kept.text, 'Как закрыть смену?');
    assert.include(root.getElementById('question-wrong')?.textContent, 'Слишком длинно');
    assert.equal(root.activeElement, area('question'));
  });

  it('says a refusal of the whole at the foot, aloud', async () => {
    const { type, send, root } = await shown({
      kind: 'consultation',
      answer: { is: 'refused', text: 'Войдите на сайт' },
    });
    type('question', 'Как закрыть смену?');
    await send();
    assert.include(root.querySelector('.foot [role=alert]')?.textContent, 'Войдите на сайт');
  });

  it('is empty after it was sent', async () => {
    const { type, send, area } = await shown({ kind: 'consultation' });
    type('question', 'Как закрыть смену?');
    await send();
    assert.equal(area('question').value, '');
  });

  async function dropped(root: ShadowRoot, form: TicketForm): Promise<void> {
    const data = new DataTransfer();
    data.items.add(png());
    root
      .querySelector('form')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(done));
    await form.updateComplete;
  }

  it('does not go without a file that did not go up, and offers to try that one again', async () => {
    const { type, root, form, send, sent } = await shown({ kind: 'consultation' });
    type('question', 'Как закрыть смену?');
    await dropped(root, form);
    assert.include(root.querySelector('.error')?.textContent, 'снимок.png: нет связи');
    assert.include(root.querySelector('.error')?.textContent, widgetDeskRu.attach.again);
    await send();
    assert.deepEqual(sent, []);
    root.querySelector<HTMLElement>('.shot button')?.click();
    await form.updateComplete;
    await send();
    assert.lengthOf(sent, 1);
  });

  it('offers no second try of a file that will never be taken, but to take it out', async () => {
    const { root, form } = await shown({
      kind: 'consultation',
      uploaded: { refused: 'больше 20 МБ', forGood: true },
    });
    await dropped(root, form);
    const error = root.querySelector('.error')!;
    assert.include(error.textContent, 'снимок.png: больше 20 МБ');
    assert.notInclude(error.textContent, widgetDeskRu.attach.again);
    error.querySelector('button')!.click();
    await form.updateComplete;
    await new Promise((done) => requestAnimationFrame(done));
    assert.isNull(root.querySelector('.error'));
  });

  it('takes ten files and says so of the eleventh', async () => {
    const uploaded = { file: { id: 'f', name: 'a.txt', bytes: 1, type: 'text/plain', picture: false } };
    const { root, form, errors } = await shown({ kind: 'consultation', uploaded });
    const data = new DataTransfer();
    for (let i = 0; i < 11; i++) data.items.add(new File(['x'], `${i}.txt`));
    root
      .querySelector('form')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await form.updateComplete;
    assert.lengthOf(root.querySelectorAll('.shot'), 10);
    assert.include(errors(), widgetDeskRu.attach.tooMany(10));
  });

  it('says plainly where the browser keeps nothing', async () => {
    const { root } = await shown({ lasts: false });
    assert.include(root.textContent, widgetRu.notKept);
  });

  it('promises beside the button before it is pressed', async () => {
    const { root } = await shown({});
    assert.equal(root.querySelector('.foot .promise')?.textContent, 'Ответим сегодня до 15:40');
  });

  for (const kind of ['consultation', 'bug', 'feature'] as const)
    it(`of ${kind} has nothing that axe finds, with and without errors`, async () => {
      const { holder, send } = await shown({ kind });
      for (const pressed of [false, true]) {
        if (pressed) await send();
        const { violations } = await axe.run(holder, { rules: { region: { enabled: false } } });
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at).join(' ')}`),
          [],
        );
      }
    });
});
