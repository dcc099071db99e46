/** Many wishes to read again in a moment are one reading; a wish during a reading is one more after it. */
export class Reread {
  #read: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #wanted = false;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  soon(): void {
    this.#wanted = true;
    if (!this.#running) this.#timer ??= setTimeout(() => void this.#run(), 60);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#wanted = false;
    this.#running = true;
    try {
      await this.#read();
    } finally {
      this.#running = false;
      if (this.#wanted) this.soon();
    }
  }
}
