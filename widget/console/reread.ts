/** Many wishes to read again in a moment are one reading; a wish during a reading is one more after it. */
export class Reread {
  #read: () => Promise<void>;
  #gapMs: number;
  #running = false;
  #wanted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(read: () => Promise<void>, gapMs = 120) {
    this.#read = read;
    this.#gapMs = gapMs;
  }

  soon(): void {
    this.#wanted = true;
    if (this.#running || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => void this.#run(), this.#gapMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wanted = false;
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
