/** What the browser keeps for a person. Storage may be full or forbidden: then it is kept for as long as the page lives. */
const memory = new Map<string, string>();
const PREFIX = 'smart-support:';

export const keep = (key: string, value: unknown): void => {
  const text = JSON.stringify(value);
  memory.set(key, text);
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch (cause) {
    console.debug('kept in memory only', cause);
  }
};

export const forget = (key: string): void => {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch (cause) {
    console.debug('was in memory only', cause);
  }
};

export const kept = <T>(key: string): T | null => {
  let text = memory.get(key) ?? null;
  try {
    text = localStorage.getItem(PREFIX + key) ?? text;
    return text === null ? null : (JSON.parse(text) as T);
  } catch (cause) {
    console.debug('nothing readable is kept', cause);
    return null;
  }
};
