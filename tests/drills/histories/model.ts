/** What a client does to one row. Amounts are few, so that writes meet equal and other contents. */
export interface Operation {
  readonly kind: 'create' | 'update' | 'delete' | 'get' | 'history';
  readonly amount: number;
  /** Idempotency key of a write; few as well, so that some are sent again. */
  readonly key?: string | undefined;
}

/** One operation as a client saw it; places are numbers in the order of time. */
export interface Event {
  readonly operation: Operation;
  readonly began: number;
  /** Infinite when no answer came: the operation may still take effect, at any time or never. */
  readonly ended: number;
  /** What the answer said; nothing when none came. */
  readonly result: string | undefined;
}

/** One row as the contract has it. */
interface State {
  readonly amount: number | undefined;
  readonly actions: string;
  /** What each idempotency key was used for, as `create k1=3;`. */
  readonly keys: string;
}

const NOTHING: State = { amount: undefined, actions: '', keys: '' };

/** Does one operation: what is answered, and what the row is then. */
function step(state: State, operation: Operation): readonly [string, State] {
  const { kind, amount, key } = operation;
  if (kind === 'get') return [state.amount === undefined ? 'missing' : `amount ${state.amount}`, state];
  if (kind === 'history') return [state.actions === '' ? 'missing' : state.actions, state];
  const used = key === undefined ? undefined : new RegExp(`${kind} ${key}=(\\d+);`).exec(state.keys)?.[1];
  const content = kind === 'delete' ? 0 : amount;
  if (used !== undefined) return [Number(used) === content ? 'ok replayed' : 'idempotency_key_reused', state];
  const keys = key === undefined ? state.keys : `${state.keys}${kind} ${key}=${content};`;
  const exists = state.amount !== undefined;
  if (kind === 'create' && exists) {
    return state.amount === amount ? ['ok replayed', { ...state, keys }] : ['invoice_already_exists', state];
  }
  if (kind !== 'create' && !exists) return ['invoice_not_found', state];
  if (kind === 'update' && state.amount === amount) return ['ok', { ...state, keys }];
  return ['ok', { amount: kind === 'delete' ? undefined : amount, actions: `${state.actions}${kind},`, keys }];
}

/**
 * Tells whether the events of one row can be put into one order that explains every answer: each operation takes
 * effect at one moment between its beginning and its end (Wing and Gong's search, with what was tried remembered).
 */
export function isLinearizable(events: readonly Event[]): boolean {
  const tried = new Set<string>();
  const search = (left: readonly number[], state: State): boolean => {
    const answered = left.filter((index) => events[index]?.result !== undefined);
    if (answered.length === 0) return true;
    const name = `${left.join()} ${JSON.stringify(state)}`;
    if (tried.has(name)) return false;
    tried.add(name);
    // Nothing may be put before an operation that had ended when it began.
    const firstEnd = Math.min(...answered.map((index) => events[index]?.ended ?? 0));
    return left.some((index) => {
      const event = events[index];
      if (!event || event.began > firstEnd) return false;
      const [result, next] = step(state, event.operation);
      if (event.result !== undefined && event.result !== result) return false;
      return search(
        left.filter((other) => other !== index),
        next,
      );
    });
  };
  return search(
    events.map((_, index) => index),
    NOTHING,
  );
}
