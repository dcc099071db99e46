import type { NewWords } from './commit-decision.ts';
import type { WordsId } from '../domain/ticket/event.ts';

/** Collects what was written: events name the words by id, the texts go beside them. */
export function collectWords(newId: () => string): {
  put(text: string): WordsId;
  /** Null for nothing written. */
  maybe(text: string | undefined): WordsId | null;
  all: readonly NewWords[];
} {
  const all: NewWords[] = [];
  const put = (text: string): WordsId => {
    const id = newId();
    all.push({ id, text });
    return id;
  };
  return { put, maybe: (text) => (text === undefined || text === '' ? null : put(text)), all };
}
