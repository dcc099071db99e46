/** Asked for by `import()`: what lies behind stands in one file with all that comes with it. */
export { tellOfNews } from './browser-notices.ts';
export { farRooms } from './far-rooms.ts';
