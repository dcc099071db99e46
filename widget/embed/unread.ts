/** What runs once after the page has gone idle, for a person who has written before: is there anything new? */
export { showUnread } from './desk/show-unread.ts';
