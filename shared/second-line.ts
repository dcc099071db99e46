/** The words of the second line that both sides use (§7, §8). */

/** What is done about a question to a department, by staff, the department, or the desk itself. */
export const SECOND_LINE_ACTS = [
  'escalate',
  'ask_department',
  'take',
  'answer_desk',
  'hand_back',
  'close_escalation',
  'remind_department',
] as const;
export type SecondLineAct = (typeof SECOND_LINE_ACTS)[number];
