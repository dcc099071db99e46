import { assert } from 'chai';
import { carryThroughReload } from '../../../widget/embed/desk/through-reload.ts';
import { Kept } from '../../../widget/embed/kept.ts';

const KEY = 'pk_site_reload';
const NAME = 'draft:bug';
const left = () => Object.keys(sessionStorage).filter((key) => key.includes(KEY));

/** A page as it begins: `is`, and how many milliseconds after the one before has gone. */
function page(is: 'reload' | 'navigate', { later = 0, owner = null as string | null } = {}): Kept {
  const kept = new Kept(KEY);
  if (owner !== null) kept.belongTo(owner);
  carryThroughReload({ key: KEY, kept }, { isReload: is === 'reload', now: () => 1_000_000 + later });
  return kept;
}
const goes = () => dispatchEvent(new Event('pagehide'));

describe('what was written before it was known whose it is', () => {
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  /** Of every page that this file has begun, those whose person is known lay nothing down. */
  const written = (): void => {
    const kept = page('navigate');
    kept.write(NAME, 'половина фразы');
    goes();
    kept.leave();
  };

  it('is there after a reload, goes to whoever it turns out to be, and is laid down nowhere any more', () => {
    written();
    assert.lengthOf(left(), 1);
    const kept = page('reload', { later: 500 });
    assert.equal(kept.read(NAME), 'половина фразы');
    assert.deepEqual(left(), []);
    kept.belongTo('elena');
    assert.equal(kept.read(NAME), 'половина фразы');
  });

  it('is gone where another page came, or the same much later: it may be somebody else', () => {
    for (const [is, later] of [
      ['navigate', 500],
      ['reload', 10_001],
    ] as const) {
      written();
      assert.isNull(page(is, { later }).read(NAME), is);
      assert.deepEqual(left(), []);
    }
  });

  it('is not given to a visitor, nor laid over what they are writing', () => {
    written();
    assert.isNull(page('reload', { owner: '' }).read(NAME));
    assert.deepEqual(left(), []);
  });

  it('is taken up once', () => {
    written();
    page('reload').leave();
    assert.isNull(page('reload').read(NAME));
  });

  it('is not laid down once its person is known: it is in their own place', () => {
    const kept = page('navigate');
    kept.write(NAME, 'of Elena');
    kept.belongTo('elena');
    goes();
    assert.deepEqual(left(), []);
  });
});
