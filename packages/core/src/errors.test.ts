import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as errors from './errors.ts';
import * as guards from './guards.ts';

const TREE: readonly (readonly [string, readonly string[]])[] = [
  ['RevenueError', []],
  ['ApiError', ['RevenueError']],
  ['BadRequestError', ['ApiError', 'RevenueError']],
  ['AuthenticationError', ['ApiError', 'RevenueError']],
  ['NotFoundError', ['ApiError', 'RevenueError']],
  ['RateLimitError', ['ApiError', 'RevenueError']],
  ['ServerError', ['ApiError', 'RevenueError']],
  ['UnexpectedStatusError', ['ApiError', 'RevenueError']],
  ['ConnectionError', ['RevenueError']],
  ['TimeoutError', ['ConnectionError', 'RevenueError']],
  ['AbortError', ['ConnectionError', 'RevenueError']],
  ['ResponseFormatError', ['ConnectionError', 'RevenueError']],
];
const names = TREE.map(([name]) => name);

function classOf(
  module: object,
  name: string,
): new (
  message: string,
  fields?: errors.ErrorFields,
) => errors.RevenueError {
  return Reflect.get(module, name);
}

function guardOf(name: string): (error: unknown) => boolean {
  return Reflect.get(guards, `is${name}`);
}

describe.each(TREE)('%s', (name, parents) => {
  const error = new (classOf(errors, name))('It broke.', { status: 418, cause: 'x' });

  it('has its name, in the stack too', () => {
    expect(error.name).toBe(name);
    expect(error.stack?.split('\n')[0]).toBe(`${name}: It broke.`);
    expect(String(error)).toBe(`${name}: It broke.`);
  });

  it('is told apart by the guards', () => {
    for (const other of names)
      expect([other, guardOf(other)(error)]).toEqual([other, other === name || parents.includes(other)]);
    for (const parent of parents) expect(error).toBeInstanceOf(classOf(errors, parent));
    expect(error).toBeInstanceOf(Error);
  });

  it('is known when another copy of this module made it', async () => {
    const copy = await import('./errors.ts?copy' as string);
    const foreign = new (classOf(copy, name))('It broke.');
    expect(foreign).not.toBeInstanceOf(errors.RevenueError);
    expect(guardOf(name)(foreign)).toBe(true);
  });
});

describe('fields', () => {
  it('have defaults where they are no text', () => {
    const error = new errors.RevenueError('It broke.');
    expect(error).toMatchObject({ attempts: 0, retryable: false, ambiguous: false });
    expect(error.status).toBeUndefined();
    expect('cause' in error).toBe(false);
  });

  it('are those given', () => {
    const fields = {
      status: 429,
      code: 'slow_down',
      param: 'amount',
      details: [{ param: 'amount', code: 'x', message: 'y' }],
      requestId: 'req_1',
      attempts: 3,
      retryable: true,
      retryAfterMs: 1500,
      ambiguous: true,
      idempotencyKey: 'key',
      cause: new Error('why'),
    };
    expect(new errors.RateLimitError('It broke.', fields)).toMatchObject(fields);
  });
});

describe('guards', () => {
  it('take anything and know only our errors', () => {
    const foreign = [undefined, null, 0, 'NotFoundError', {}, { name: 'NotFoundError' }, new Error('x'), () => {}];
    for (const value of foreign) for (const name of names) expect(guardOf(name)(value)).toBe(false);
  });

  it('know an error of another realm', () => {
    const context = createContext({});
    const error = runInContext(
      `class NotFoundError extends Error { get name() { return 'NotFoundError'; } get '~revenue'() { return true; } } new NotFoundError('x')`,
      context,
    );
    expect(error).not.toBeInstanceOf(Error);
    expect(guards.isNotFoundError(error)).toBe(true);
    expect(guards.isRateLimitError(error)).toBe(false);
  });
});
