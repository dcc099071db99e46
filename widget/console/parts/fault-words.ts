import { faultsEn } from '../../wording/console-faults.en.ts';
import { faultsRu } from '../../wording/console-faults.ru.ts';
import type { NoticeView } from '../../client/api.ts';
import { language } from '../words.ts';

type Fault = NonNullable<NoticeView['fault']>;

/** What stands beside these codes is for the log. */
const SAID_BY_CODE: ReadonlySet<string> = new Set(['not_configured', 'our_fault']);

/** What the other side has said, or which it is; empty where the code says all. */
export const besideCode = ({ code, text }: Fault): string => (SAID_BY_CODE.has(code) ? '' : text);

/** In one line. */
export const faultLine = (fault: Fault): string =>
  [(language() === 'ru' ? faultsRu : faultsEn)[fault.code], besideCode(fault)].filter(Boolean).join(': ');
