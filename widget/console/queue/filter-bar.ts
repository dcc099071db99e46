import { html, nothing, type TemplateResult } from 'lit';
import { CRITICALITIES, STATUSES, TICKET_KINDS } from '../../../shared/ticket.ts';
import type { Colleague, LicenseeName } from '../../client/api.ts';
import { icon } from '../parts/icons.ts';
import { words } from '../words.ts';
import { DUES, type Filter, isFiltered } from './filter.ts';

export type Choices = { licensees: readonly LicenseeName[]; colleagues: readonly Colleague[] };

type Option = { value: string; label: string };
type Chip = {
  id: string;
  label: string;
  value: string;
  rest: string;
  options: readonly Option[];
  isSet: boolean;
};

const chip = (
  { id, label, value, rest, options, isSet }: Chip,
  onChoose: (value: string) => void,
): TemplateResult =>
  html`<span class="filter" ?data-set=${isSet}
    ><select
      aria-label=${label}
      id=${id}
      .value=${value}
      @change=${(event: Event) => onChoose((event.target as HTMLSelectElement).value)}
    >
      <option value=${rest === '' ? '' : rest} ?selected=${value === rest}>
        ${rest === '' ? label : options[0]?.label}
      </option>
      ${options
        .slice(rest === '' ? 0 : 1)
        .map(
          (each) =>
            html`<option value=${each.value} ?selected=${each.value === value}>${each.label}</option>`,
        )}</select
    >${icon('down')}</span
  >`;

/** Native selects dressed as chips: they work with every keyboard, finger and reader. */
export const filterBar = (
  filter: Filter,
  { licensees, colleagues }: Choices,
  onChange: (next: Filter) => void,
): TemplateResult => {
  const said = words();
  const { queue } = said;
  const set = <K extends keyof Filter>(name: K, value: string) => {
    const { [name]: _gone, ...rest } = filter;
    onChange((value ? { ...rest, [name]: value } : rest) as Filter);
  };
  const chips: readonly (Chip & { name: keyof Filter })[] = [
    {
      name: 'status',
      id: 'f-status',
      label: queue.statusLabel,
      value: filter.status,
      rest: 'open',
      isSet: true,
      options: [
        { value: 'open', label: queue.openStatus },
        { value: 'all', label: queue.anyStatus },
        ...STATUSES.map((value) => ({ value, label: queue.statusIs(said.status[value]) })),
      ],
    },
    {
      name: 'kind',
      id: 'f-kind',
      label: queue.kind,
      value: filter.kind ?? '',
      rest: '',
      isSet: Boolean(filter.kind),
      options: TICKET_KINDS.map((value) => ({ value, label: said.kind[value] })),
    },
    {
      name: 'criticality',
      id: 'f-criticality',
      label: queue.criticality,
      value: filter.criticality ?? '',
      rest: '',
      isSet: Boolean(filter.criticality),
      options: CRITICALITIES.map((value) => ({ value, label: said.criticality[value] })),
    },
    {
      name: 'licenseeId',
      id: 'f-licensee',
      label: queue.licensee,
      value: filter.licenseeId ?? '',
      rest: '',
      isSet: Boolean(filter.licenseeId),
      options: licensees.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'assignee',
      id: 'f-assignee',
      label: queue.assignee,
      value: filter.assignee ?? '',
      rest: '',
      isSet: Boolean(filter.assignee),
      options: [
        { value: 'me', label: queue.me },
        { value: 'nobody', label: queue.nobody },
        ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      name: 'due',
      id: 'f-due',
      label: queue.due,
      value: filter.due ?? '',
      rest: '',
      isSet: Boolean(filter.due),
      options: DUES.map((value) => ({ value, label: `${queue.due}: ${queue.dueIs[value]}` })),
    },
  ];
  return html`<div class="filters" role="group" aria-label=${queue.filters}>
    ${chips.map((each) => chip(each, (value) => set(each.name, value)))}
    ${
      filter.waiting
        ? html`<button type="button" class="filter" data-set @click=${() => set('waiting', '')}>
            <b>${queue.waiting}</b>${icon('close')}
          </button>`
        : nothing
    }
    ${
      isFiltered(filter)
        ? html`<button
            type="button"
            class="filter filter-clear"
            @click=${() => onChange({ status: 'open', ...(filter.search ? { search: filter.search } : {}) })}
          >
            ${queue.clear}
          </button>`
        : nothing
    }
  </div>`;
};
