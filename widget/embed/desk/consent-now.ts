import type { Language } from '../../../shared/ticket.ts';
import type { SiteConfig } from '../../client/api.ts';
import type { AskedConsent } from '../consent/asked-consent.ts';

type Doors = { text(): Promise<SiteConfig['consent']>; changed(): void };

/** What this person is asked to consent to before they send. Nobody else fetches a byte of it. */
export class ConsentNow {
  now: AskedConsent | null = null;
  #language: Language;
  #doors: Doors;
  #wanted: number | undefined;

  constructor(language: Language, doors: Doors) {
    this.#language = language;
    this.#doors = doors;
  }

  /** Brings the text; nothing is asked without a version. Whether what is asked stands there. */
  async ask(version: number | undefined): Promise<boolean> {
    this.#wanted = version;
    if (version === undefined) this.now = null;
    if (version === this.now?.version) return true;
    try {
      const [{ askedConsent }, text] = await Promise.all([
        import('../consent/asked-consent.ts'),
        this.#doors.text(),
      ]);
      const asked = text && (await askedConsent(text, this.#language));
      // Meanwhile somebody else may be there, or it has been given.
      if (this.#wanted === undefined) return true;
      this.now = asked;
      this.#doors.changed();
    } catch (cause) {
      console.warn('smart-support: the text of the consent did not load', cause);
    }
    return this.now !== null;
  }
}
