/** The one mark that is read at every load: somebody has written from here before. */
export const wroteKey = (siteKey: string | undefined): string => `smart-support:${siteKey}:wrote`;

export function hasWritten(siteKey: string | undefined): boolean {
  try {
    return localStorage.getItem(wroteKey(siteKey)) !== null;
  } catch {
    // Storage is denied here: then nothing of anybody can be waiting in it.
    return false;
  }
}
