import { assert } from 'chai';
import { Kept } from '../../../widget/embed/kept.ts';

const SITE = 'pk_site_kept';
const ours = () => Object.keys(localStorage).filter((key) => key.includes(SITE));

describe('what a browser keeps for a person', () => {
  beforeEach(() => localStorage.clear());

  it('is nothing before they write', () => {
    const kept = new Kept(SITE);
    kept.belongTo('elena');
    kept.read('draft:bug');
    kept.names('');
    assert.deepEqual(ours(), []);
    assert.isTrue(kept.lasts);
  });

  it('outlives the page, and is gone without a trace once it is emptied', () => {
    const before = new Kept(SITE);
    before.belongTo('elena');
    before.write('draft:bug', 'половина фразы');
    const after = new Kept(SITE);
    after.belongTo('elena');
    assert.equal(after.read('draft:bug'), 'половина фразы');
    after.write('draft:bug', '');
    assert.isNull(after.read('draft:bug'));
    assert.deepEqual(ours(), []);
  });

  it('is another person’s never: A, then B, then A again', () => {
    const kept = new Kept(SITE);
    kept.belongTo('a');
    kept.write('draft:bug', 'of a');
    kept.leave();
    assert.isNull(kept.read('draft:bug'), 'nobody is known');
    kept.belongTo('b');
    assert.isNull(kept.read('draft:bug'));
    assert.deepEqual(kept.names(''), []);
    kept.write('draft:bug', 'of b');
    kept.leave();
    kept.belongTo('a');
    assert.equal(kept.read('draft:bug'), 'of a');
  });

  it('does not hand over to the next person what was typed before anybody was known and they left', () => {
    const kept = new Kept(SITE);
    kept.write('draft:bug', 'whose?');
    kept.leave();
    kept.belongTo('b');
    assert.isNull(kept.read('draft:bug'));
  });

  it('takes along what was typed before it was known who they are', () => {
    const kept = new Kept(SITE);
    kept.write('draft:bug', 'быстрее, чем сеть');
    assert.deepEqual(ours(), [], 'not stored under nobody’s name');
    kept.belongTo('a');
    assert.equal(kept.read('draft:bug'), 'быстрее, чем сеть');
    assert.lengthOf(ours(), 1);
  });

  it('follows a visitor who is given a name', () => {
    const kept = new Kept(SITE);
    kept.belongTo('');
    kept.write('draft:bug', 'без имени');
    kept.belongTo('visitor-1');
    assert.equal(kept.read('draft:bug'), 'без имени');
    assert.lengthOf(ours(), 1);
  });

  it('is another site’s never', () => {
    const one = new Kept(SITE);
    one.belongTo('a');
    one.write('draft:bug', 'one');
    const other = new Kept(`${SITE}_2`);
    other.belongTo('a');
    assert.isNull(other.read('draft:bug'));
  });

  it('stays in memory where the browser denies storage, and says so', () => {
    const own = Object.getOwnPropertyDescriptor(window, 'localStorage') as PropertyDescriptor;
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      const kept = new Kept(SITE);
      kept.belongTo('a');
      kept.write('draft:bug', 'в памяти');
      assert.equal(kept.read('draft:bug'), 'в памяти');
      assert.deepEqual(kept.names('draft:'), ['draft:bug']);
      assert.isFalse(kept.lasts);
      assert.isTrue(kept.denied);
      kept.leave();
      kept.belongTo('b');
      assert.isNull(kept.read('draft:bug'));
    } finally {
      Object.defineProperty(window, 'localStorage', own);
    }
  });
});
