import { html, type TemplateResult } from 'lit/html.js';
import type { ConsentGiven } from '../../../shared/consent.ts';
import type { Language } from '../../../shared/ticket.ts';
import type { SiteConfig } from '../../client/api.ts';
import './consent-line.ts';
import { sha256 } from './sha256.ts';

type Holding = { consent?: ConsentGiven | undefined };

/** The tick of one thing that is to be sent. */
export type Tick = {
  of: Holding;
  set(part: Holding): void;
  /** Why it could not be sent. */
  wrong?: string | undefined;
  /** Where more than one stand in a page. */
  key?: string;
};

/** What a site asks people to consent to, in the language in which they read it. */
export type AskedConsent = {
  version: number;
  line(tick: Tick): TemplateResult;
  /** Why this cannot be sent; empty when it can. */
  lack(of: Holding): string;
};

export async function askedConsent(
  asked: NonNullable<SiteConfig['consent']>,
  language: Language,
): Promise<AskedConsent> {
  const words =
    language === 'ru'
      ? (await import('../../wording/consent.ru.ts')).consentRu
      : (await import('../../wording/consent.en.ts')).consentEn;
  const { version } = asked;
  const text = asked[language];
  const shown = { version, language, text, words };
  const isTicked = ({ consent }: Holding) => consent?.version === version;
  return {
    version,
    line: ({ of, set, wrong = '', key = '' }) =>
      html`<smart-support-consent
        .asked=${shown}
        .ticked=${isTicked(of)}
        .wrong=${wrong}
        .key=${key}
        .tick=${(ticked: boolean) =>
          set({ consent: ticked ? { version, language, hash: sha256(text) } : undefined })}
      ></smart-support-consent>`,
    lack: (of) => (isTicked(of) ? '' : words.needed),
  };
}
