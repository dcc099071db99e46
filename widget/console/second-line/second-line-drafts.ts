import type { FileView } from '../../client/api.ts';
import { forget, keep, kept } from '../kept.ts';
import type { Chosen } from './showable-list.ts';

export type EscalateDraft = {
  topic: string;
  question: string;
  files: readonly FileView[];
  chosen: Chosen | null;
};
export type FollowDraft = { text: string; files: readonly FileView[]; chosen: readonly string[] };

/** By person and by what it is about: two colleagues may share a computer. */
const keyOf = (staffId: string, about: string): string => `draft:${staffId}:${about}`;

export const secondLineDraft = <T>(staffId: string, about: string): T | null =>
  kept<T>(keyOf(staffId, about));
export const keepSecondLineDraft = (
  staffId: string,
  about: string,
  draft: EscalateDraft | FollowDraft,
): void => keep(keyOf(staffId, about), draft);
export const forgetSecondLineDraft = (staffId: string, about: string): void => forget(keyOf(staffId, about));
