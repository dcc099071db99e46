/** Who uploaded a file: until it is attached, nobody else may name it. */
export const uploaderOf = (who: { side: 'client' | 'staff' | 'department'; id: string }): string =>
  `${who.side}:${who.id}`;
