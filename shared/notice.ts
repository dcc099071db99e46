/** What staff hear of and how: the words of their settings, one spelling for the server and the browser. */

export const STAFF_NOTICES = ['assigned_to_you', 'client_answered', 'due_soon', 'breached', 'team'] as const;
/** `team`: what managers hear of everybody's work: breaches, shifts, second line, what could not be sent. */
export type StaffNotice = (typeof STAFF_NOTICES)[number];

export const NOTICE_WAYS = ['mattermost', 'email', 'none'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** As Mattermost writes the ids it gives. */
export const MATTERMOST_ID = /^[a-z0-9]{26}$/u;
