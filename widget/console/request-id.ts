/** One id for one content: pressing the button again after a lost answer is the same act, not a second one. */
export class RequestId {
  #id = '';
  #content = '';

  for(content: unknown): string {
    const text = JSON.stringify(content);
    if (!this.#id || text !== this.#content) {
      this.#id = crypto.randomUUID();
      this.#content = text;
    }
    return this.#id;
  }

  /** After it has been done: the same words again are another act. */
  done(): void {
    this.#id = '';
  }
}
