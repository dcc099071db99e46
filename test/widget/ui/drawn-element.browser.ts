import { assert } from 'chai';
import { html } from 'lit/html.js';
import { define, DrawnElement, type Changed } from '../../../widget/ui/drawn-element.ts';

class Sum extends DrawnElement {
  static override sheets = ['p { color: rgb(1, 2, 3) }'];
  static override drawnBy = ['left', 'right', '_sum'];
  declare left: number;
  declare right: number;
  declare _sum: number;
  drawings: string[] = [];

  protected override willUpdate(changed: Changed<this>): void {
    this._sum = this.left + this.right;
    this.drawings.push(changed.has('left') ? `left was ${changed.get('left')}` : 'left is the same');
  }
  protected override render() {
    return html`<p>${this._sum}</p>`;
  }
}

class Late extends DrawnElement {
  static override drawnBy = ['word'];
  declare word: string;
  protected override render() {
    return html`${this.word}`;
  }
}

async function shown(): Promise<Sum> {
  const sum = document.createElement('drawn-sum') as Sum;
  Object.assign(sum, { left: 1, right: 2 });
  document.body.append(sum);
  await sum.updateComplete;
  return sum;
}

describe('an element drawn from its properties', () => {
  before(() => define('drawn-sum', Sum));
  afterEach(() => document.body.replaceChildren());

  it('is drawn once for all that was set in one moment, with what is derived from it', async () => {
    const sum = await shown();
    assert.deepEqual(sum.drawings, ['left was undefined']);
    sum.left = 10;
    sum.right = 20;
    sum.left = 11;
    await sum.updateComplete;
    assert.equal(sum.shadowRoot?.textContent, '31');
    assert.deepEqual(sum.drawings, ['left was undefined', 'left was 1']);
  });

  it('is not drawn again for a value that it has', async () => {
    const sum = await shown();
    sum.left = 1;
    await sum.updateComplete;
    assert.lengthOf(sum.drawings, 1);
  });

  it('is dressed in its sheets', async () => {
    const { shadowRoot } = await shown();
    assert.equal(getComputedStyle(shadowRoot!.querySelector('p')!).color, 'rgb(1, 2, 3)');
  });

  it('takes over what was set on it before its class had come, and goes on hearing', async () => {
    const late = document.createElement('drawn-late') as Late;
    late.word = 'early';
    document.body.append(late);
    define('drawn-late', Late);
    await late.updateComplete;
    assert.equal(late.textContent, 'early');
    late.word = 'later';
    await late.updateComplete;
    assert.equal(late.textContent, 'later');
  });

  it('is drawn again after a drawing that failed', async () => {
    const sum = await shown();
    const failing = sum as unknown as { render(): unknown };
    const { render } = Sum.prototype as unknown as { render(): unknown };
    failing.render = () => {
      throw new Error('on purpose');
    };
    sum.left = 5;
    let why = '';
    await sum.updateComplete.catch((cause: Error) => (why = cause.message));
    assert.equal(why, 'on purpose');
    failing.render = render;
    sum.left = 6;
    await sum.updateComplete;
    assert.equal(sum.shadowRoot?.textContent, '8');
  });
});
