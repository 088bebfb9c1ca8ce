import { dayAfter, isDay } from '../../dates/format.ts';
import { exactNumber } from '../../money/decimal.ts';

export const SORTS = ['created_at', 'issue_date', 'due_date', 'amount'] as const;
export type Sort = (typeof SORTS)[number];
export type Due = 'any' | 'past' | 'later';

/** What the list shows: the whole of it is in the page's address. */
export interface ListState {
  readonly q: string;
  readonly customer: string;
  readonly group: string;
  readonly currency: string;
  /** First day of issue, `2024-01-15`, in UTC. */
  readonly from: string;
  /** Last day of issue, included. */
  readonly to: string;
  readonly due: Due;
  /** Decimal text; counts only with a currency. */
  readonly min: string;
  readonly max: string;
  readonly sort: Sort;
  readonly order: 'asc' | 'desc';
}

export const INITIAL: ListState = {
  q: '',
  customer: '',
  group: '',
  currency: '',
  from: '',
  to: '',
  due: 'any',
  min: '',
  max: '',
  sort: 'created_at',
  order: 'desc',
};

/** The filters; what remains is the order. */
export const FILTERS = ['q', 'customer', 'group', 'currency', 'from', 'to', 'due', 'min', 'max'] as const;

/** Reads the state from an address; whatever is not understood counts as absent. */
export function readState(params: { get(name: string): string | null }): ListState {
  const text = (name: string) => params.get(name) ?? '';
  const day = (name: string) => (isDay(text(name)) ? text(name) : '');
  const decimal = (name: string) => (exactNumber(text(name)) === undefined ? '' : text(name).trim());
  const currency = /^[A-Za-z]{3}$/.test(text('currency')) ? text('currency').toUpperCase() : '';
  const due = text('due');
  const sort = SORTS.find((name) => name === text('sort')) ?? INITIAL.sort;
  return {
    q: text('q'),
    customer: text('customer'),
    group: text('group'),
    currency,
    from: day('from'),
    to: day('to'),
    due: due === 'past' || due === 'later' ? due : 'any',
    min: currency === '' ? '' : decimal('min'),
    max: currency === '' ? '' : decimal('max'),
    // Amounts of several currencies have no order.
    sort: sort === 'amount' && currency === '' ? INITIAL.sort : sort,
    order: text('order') === 'asc' ? 'asc' : 'desc',
  };
}

/** Writes the state as a query string without what is at its initial value: '' or `?…`. */
export function writeState(state: ListState): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== INITIAL[name as keyof ListState]) params.set(name, value);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Counts the filters that are set. */
export function countFilters(state: ListState): number {
  return FILTERS.filter((name) => state[name] !== INITIAL[name]).length;
}

export interface ListQuery {
  limit: number;
  sort: Sort;
  order: 'asc' | 'desc';
  q?: string;
  customer_id?: string;
  group_id?: string;
  currency?: string;
  issue_date_from?: string;
  issue_date_to?: string;
  due_date_from?: string;
  due_date_to?: string;
  amount_min?: number;
  amount_max?: number;
}

/**
 * Translates the state into what the API's list takes.
 *
 * @param now Splits "past its due date" from "due later", ms since the epoch.
 */
export function toQuery(state: ListState, now: number): ListQuery {
  const query: ListQuery = { limit: 50, sort: state.sort, order: state.order };
  if (state.q !== '') query.q = state.q;
  if (state.customer !== '') query.customer_id = state.customer;
  if (state.group !== '') query.group_id = state.group;
  if (state.currency !== '') query.currency = state.currency;
  if (state.from !== '') query.issue_date_from = `${state.from}T00:00:00Z`;
  const end = dayAfter(state.to);
  if (end !== undefined) query.issue_date_to = end;
  if (state.due === 'past') query.due_date_to = new Date(now).toISOString();
  if (state.due === 'later') query.due_date_from = new Date(now).toISOString();
  const min = exactNumber(state.min);
  const max = exactNumber(state.max);
  if (min !== undefined) query.amount_min = min;
  if (max !== undefined) query.amount_max = max;
  return query;
}
