/** Under which addresses people reach the desk: one for all, or hosts of their own for what licensees' pages load and for files. */
import { SettingWrong } from './settings.ts';

export type Addresses = {
  /** The console, and whatever has no host of its own. */
  baseUrl: URL;
  /** Null: at `baseUrl`. */
  widgetUrl: URL | null;
  filesUrl: URL | null;
};

type AddressName = 'BASE_URL' | 'WIDGET_URL' | 'FILES_URL';
type Given = Record<AddressName, string | null>;

export function readAddresses(given: Given, port: number, production: boolean): Addresses {
  const addresses = {
    baseUrl: readBase(given.BASE_URL, port, production),
    widgetUrl: given.WIDGET_URL === null ? null : readAddress('WIDGET_URL', given.WIDGET_URL, production),
    filesUrl: given.FILES_URL === null ? null : readAddress('FILES_URL', given.FILES_URL, production),
  };
  const taken: [AddressName, URL][] = [['BASE_URL', addresses.baseUrl]];
  for (const [name, url] of [
    ['WIDGET_URL', addresses.widgetUrl],
    ['FILES_URL', addresses.filesUrl],
  ] as const) {
    if (!url) continue;
    // Cookies, and all that browsers keep apart for us, know hosts and no ports.
    const same = taken.find(([, other]) => other.hostname === url.hostname);
    if (same)
      throw new SettingWrong(
        name,
        `"${url.origin}" has the host name of ${same[0]}; give it one of its own, or take it out`,
      );
    taken.push([name, url]);
  }
  return addresses;
}

function readBase(value: string | null, port: number, production: boolean): URL {
  if (value !== null) return readAddress('BASE_URL', value, production);
  if (production) {
    throw new SettingWrong('BASE_URL', 'is missing; in production set it to the https address people use');
  }
  return new URL(`http://localhost:${port}`);
}

function readAddress(name: AddressName, value: string, production: boolean): URL {
  const url = URL.parse(value);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new SettingWrong(name, `"${value}" is not an address; write it like https://support.example.com`);
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    throw new SettingWrong(name, `"${value}" has more than scheme, host and port; write ${url.origin}`);
  }
  if (production && url.protocol !== 'https:') {
    throw new SettingWrong(name, `"${value}" is not https; in production set an https address`);
  }
  return url;
}
