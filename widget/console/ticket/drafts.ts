import type { FileView } from '../../client/api.ts';
import { forget, keep, kept } from '../kept.ts';

export type ComposeKind = 'reply' | 'note';
export type Draft = { text: string; files: readonly FileView[] };
export const EMPTY: Draft = { text: '', files: [] };

/** By person and ticket: two colleagues may share a computer. */
const keyOf = (staffId: string, ticketId: string, kind: ComposeKind) =>
  `draft:${staffId}:${ticketId}:${kind}`;

export const isEmpty = ({ text, files }: Draft): boolean => text.trim() === '' && files.length === 0;

export const keepDraft = (staffId: string, ticketId: string, kind: ComposeKind, draft: Draft): void => {
  if (isEmpty(draft)) forget(keyOf(staffId, ticketId, kind));
  else keep(keyOf(staffId, ticketId, kind), draft);
};

export const draftOf = (staffId: string, ticketId: string, kind: ComposeKind): Draft =>
  kept<Draft>(keyOf(staffId, ticketId, kind)) ?? EMPTY;
