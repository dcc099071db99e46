import { render } from 'lit/html.js';
import { adopt } from './adopt.ts';

/** What was set since the last drawing, with its value before. */
export type Changed<T> = {
  has(name: keyof T): boolean;
  get<Name extends keyof T>(name: Name): T[Name] | undefined;
};

/**
 * An element that is drawn from its properties: once for all of those named in `drawnBy` that were set in the same moment.
 * It is what we use of LitElement, without the two fifths of Lit that are for attributes, decorators and old browsers.
 */
export class DrawnElement extends HTMLElement {
  /** They dress a shadow root of its own; without them it lives in its holder's, under its holder's sheets. */
  static sheets?: readonly string[];
  static drawnBy: readonly string[] = [];

  readonly renderRoot: HTMLElement | ShadowRoot;
  hasUpdated = false;
  /** Settled once everything that has been set is on the screen. */
  updateComplete: Promise<void> = Promise.resolve();
  #changed = new Map<PropertyKey, unknown>();
  #waits = false;

  constructor() {
    super();
    const { sheets } = new.target;
    this.renderRoot = sheets ? this.attachShadow({ mode: 'open' }) : this;
    adopt(this.renderRoot, ...(sheets ?? []));
  }

  connectedCallback(): void {
    // What was set on it before its class had come hides what the class has under that name.
    const mine = this as Record<string, unknown>;
    for (const name of (this.constructor as typeof DrawnElement).drawnBy) {
      if (!Object.hasOwn(this, name)) continue;
      const value = mine[name];
      delete mine[name];
      mine[name] = value;
    }
    if (!this.hasUpdated) this.requestUpdate();
  }

  disconnectedCallback(): void {}

  requestUpdate(name?: string, before?: unknown): void {
    if (name && !this.#changed.has(name)) this.#changed.set(name, before);
    if (this.#waits || !(this.hasUpdated || this.isConnected)) return;
    this.#waits = true;
    this.updateComplete = this.#draw();
  }

  async #draw(): Promise<void> {
    await Promise.resolve();
    const changed = this.#changed as unknown as Changed<this>;
    let drawn: unknown;
    try {
      this.willUpdate(changed);
      drawn = this.render();
    } finally {
      this.#changed = new Map();
      this.#waits = false;
    }
    render(drawn, this.renderRoot, { host: this });
    const first = !this.hasUpdated;
    this.hasUpdated = true;
    if (first) this.firstUpdated();
    this.updated(changed);
  }

  /** What is set in here is part of the same drawing. */
  protected willUpdate(_changed: Changed<this>): void {}
  protected firstUpdated(): void {}
  protected updated(_changed: Changed<this>): void {}
  protected render(): unknown {
    return undefined;
  }
}

/** Registers it; a second widget on the page may have been first. */
export function define(tag: string, element: typeof DrawnElement): void {
  if (customElements.get(tag)) return;
  for (const name of element.drawnBy) {
    const values = new WeakMap<DrawnElement, unknown>();
    Object.defineProperty(element.prototype, name, {
      get(this: DrawnElement) {
        return values.get(this);
      },
      set(this: DrawnElement, value: unknown) {
        const before = values.get(this);
        values.set(this, value);
        if (before !== value) this.requestUpdate(name, before);
      },
    });
  }
  customElements.define(tag, element);
}
