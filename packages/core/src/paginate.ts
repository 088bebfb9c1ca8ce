import type { Call, PageCall } from './call.ts';
import type { Client } from './client.ts';
import { ResponseFormatError } from './errors.ts';
import type { Operation, Paging } from './operation.ts';
import type { CallOptions } from './options.ts';
import { queryPath } from './target.ts';

/**
 * Lists: the first page is asked for at once, the others as they are needed.
 *
 * @param path Fills in the path where it has a parameter.
 */
export function paginate<Page, Row>(
  client: Client,
  operation: Operation,
  paging: Paging,
  query: object | undefined,
  options?: CallOptions,
  path: () => string = () => operation.path,
): PageCall<Page, Row> {
  const ask = (more?: object): Call<Page> =>
    client.request(operation, { target: () => queryPath(path(), { ...query, ...more }) }, options);
  const first = ask();
  const byPage = (): AsyncIterable<Page> =>
    iterable(() => {
      let next: (() => Promise<Page>) | undefined = () => first;
      let last: unknown;
      return async () => {
        if (!next) return { done: true, value: undefined };
        const page = await next();
        const cursor = (page as Record<string, unknown>)[paging.next];
        if (cursor && cursor === last) throw unusable(operation, `repeats its ${paging.next}`);
        last = cursor;
        next = cursor ? () => ask({ [paging.cursor]: cursor }) : undefined;
        return { done: false, value: page };
      };
    });
  const byRow = iterable<Row>(() => {
    const pages = byPage()[Symbol.asyncIterator]();
    let rows: readonly Row[] = [];
    let index = 0;
    return async () => {
      while (index >= rows.length) {
        const { done, value } = await pages.next();
        if (done) return { done, value: undefined };
        const items = (value as Record<string, unknown>)[paging.items];
        if (!Array.isArray(items)) throw unusable(operation, `has no ${paging.items}`);
        rows = items;
        index = 0;
      }
      return { done: false, value: rows[index++] as Row };
    };
  });
  return Object.assign(first, byRow, { byPage });
}

// By hand: engines such as Hermes refuse `async function*`.
function iterable<T>(start: () => () => Promise<IteratorResult<T, undefined>>): AsyncIterable<T, undefined> {
  return {
    [Symbol.asyncIterator]() {
      const step = start();
      let last: Promise<IteratorResult<T, undefined>> | undefined;
      return {
        next() {
          // One at a time, so that two calls of `next` at once do not get the same row.
          last = last ? last.then(step, step) : step();
          return last;
        },
      };
    },
  };
}

function unusable(operation: Operation, fault: string): ResponseFormatError {
  return new ResponseFormatError(`${operation.method} ${operation.path}: the page ${fault}. Check baseUrl.`, {
    code: 'response_format',
    status: 200,
    attempts: 1,
  });
}
