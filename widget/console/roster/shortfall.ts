import type { RosterShortfall } from '../../client/api.ts';
import { wallOf } from '../../wording/local.ts';
import { rosterWords } from './roster-words.ts';

/** «2 из 3, нет технического специалиста», and from when to when where it is not the whole day. */
export const sayShort = (short: RosterShortfall, zone: string): string => {
  const said = rosterWords().short;
  const { required, planned, technicalRequired, technicalPlanned, between } = short;
  const clock = (at: number) => new Date(wallOf(at, zone)).toISOString().slice(11, 16);
  const parts = [
    ...(planned < required ? [said.onShift(planned, required)] : []),
    ...(technicalPlanned < technicalRequired
      ? [technicalPlanned === 0 ? said.noTechnical : said.technical(technicalPlanned, technicalRequired)]
      : []),
  ];
  return between
    ? `${parts.join(', ')} ${said.between(clock(between.from), clock(between.to))}`
    : parts.join(', ');
};
