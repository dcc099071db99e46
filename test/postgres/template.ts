/** The empty desk that every test's own is copied from. */
export const TEMPLATE = 'desk_template';
