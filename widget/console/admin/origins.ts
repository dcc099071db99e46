/** Origins are typed one a line; an exact origin has a scheme and a host and nothing after them. */
export const originOf = (line: string): string | null => {
  try {
    const url = new URL(line);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username;
    return isWeb && isBare ? url.origin : null;
  } catch {
    return null;
  }
};

export const originsIn = (text: string): { origins: string[]; wrong: string | null } => {
  const lines = text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean);
  const wrong = lines.find((line) => originOf(line) === null) ?? null;
  return { origins: [...new Set(lines.flatMap((line) => originOf(line) ?? []))], wrong };
};
