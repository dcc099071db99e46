/**
 * Which Node runs this project: from 22.18 it runs .ts as it is, and better-sqlite3's binary loads;
 * under an older one that binary ends the process with a bare segmentation fault.
 * Plain JavaScript without dependencies, because an old Node must be able to read it.
 */
export const OLDEST_NODE = '22.18';

export function runsThisProject(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major >= 24;
}
