import type { EntryView } from '../../client/api.ts';
import type { EventLine } from '../ticket/event-line.ts';
import { secondLineWords } from './second-line-words.ts';

/** What happened to a question to a department, in one line; null for whatever is none of it. */
export const secondLineLine = ({ detail, by }: EntryView): EventLine | null => {
  const { story } = secondLineWords();
  switch (detail?.of) {
    case 'escalate': {
      const what = story.shown(detail.shown.entries, detail.shown.files);
      return {
        glyph: 'info_required',
        strong: story.escalate(story.topic[detail.topic]),
        rest: `, ${story.shows(what)}`,
      };
    }
    case 'ask_department':
      return { glyph: 'info_required', strong: story.ask_department, rest: '' };
    case 'take':
      return { glyph: 'person', strong: story.take(detail.name ?? (by.name || null)), rest: '' };
    case 'answer_desk': {
      const name = detail.name ?? (by.name || null);
      const isAnswer = detail.inSubstance || detail.unverified;
      return {
        glyph: detail.inSubstance ? 'met' : detail.unverified ? 'alert' : 'info_required',
        strong: isAnswer ? story.answer_desk(name) : story.interim(name),
        rest: detail.unverified ? `, ${story.unverified}` : '',
      };
    }
    case 'hand_back':
      return { glyph: 'dash', strong: story.hand_back(detail.name ?? (by.name || null)), rest: '' };
    case 'close_escalation':
      return { glyph: 'dash', strong: story.close_escalation, rest: '' };
    case 'remind_department':
      return { glyph: 'clock', strong: story.remind[detail.stage], rest: '' };
    default:
      return null;
  }
};
