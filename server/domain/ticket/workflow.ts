/** §4 as a table: what moves a ticket, who may, from where and to where, and what it needs. A licensor's file may have its own. */
import type { WorkflowRow } from './workflow-row.ts';

export const WORKFLOW: readonly WorkflowRow[] = [
  { act: 'start', who: ['staff'], from: ['request', 'analysis'], to: 'in_progress', needs: [] },
  { act: 'analyse', who: ['staff'], from: ['request', 'in_progress'], to: 'analysis', needs: [] },
  {
    act: 'ask',
    who: ['staff'],
    from: ['request', 'in_progress', 'analysis'],
    to: 'info_required',
    needs: ['question'],
  },
  { act: 'answer', who: ['client'], from: ['info_required'], to: 'asked_from', needs: ['answer_or_file'] },
  { act: 'go_on', who: ['staff'], from: ['info_required'], to: 'asked_from', needs: ['note'] },
  { act: 'bill', who: ['staff'], from: ['in_progress', 'analysis'], to: 'payment', needs: ['invoice'] },
  { act: 'paid', who: ['staff'], from: ['payment'], to: 'in_progress', needs: ['paid_on'] },
  { act: 'withdraw_invoice', who: ['staff'], from: ['payment'], to: 'analysis', needs: ['note'] },
  {
    act: 'hand_over',
    who: ['staff'],
    from: ['in_progress'],
    to: 'verification',
    needs: ['what_was_done'],
    kinds: ['bug', 'feature'],
  },
  { act: 'confirm', who: ['client', 'staff'], from: ['verification'], to: 'closed', needs: [] },
  {
    act: 'not_fixed',
    who: ['client', 'staff'],
    from: ['verification'],
    to: 'in_progress',
    needs: ['what_is_wrong'],
  },
  { act: 'take_back', who: ['staff'], from: ['verification'], to: 'in_progress', needs: ['word_to_client'] },
  { act: 'silence', who: ['desk'], from: ['verification'], to: 'closed', needs: [] },
  {
    act: 'close',
    who: ['staff'],
    from: ['request', 'in_progress', 'analysis', 'info_required', 'payment'],
    to: 'closed',
    needs: ['resolution', 'word_to_client'],
  },
  {
    act: 'withdraw',
    who: ['client'],
    from: ['request', 'in_progress', 'analysis', 'info_required', 'payment', 'verification'],
    to: 'closed',
    needs: [],
  },
  { act: 'reopen', who: ['client', 'staff'], from: ['closed'], to: 'request', needs: ['why'] },
];
