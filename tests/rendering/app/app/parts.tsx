'use client';

import type { InfiniteData } from '@tanstack/react-query';
import type { InvoicePage } from '@thrivestack-revenue/core';
import {
  useCreateInvoice,
  useGetInvoice,
  useGetInvoiceSummary,
  useInfiniteListInvoices,
  useListInvoices,
  useSuspenseInfiniteListInvoices,
  useSuspenseListInvoices,
} from '@thrivestack-revenue/react';
import { type JSX, type RefObject, useEffect, useRef } from 'react';

const idsOf = ({ data }: InvoicePage): string[] => data.map(({ invoice_id }) => invoice_id);
const idsOfAll = ({ pages }: InfiniteData<InvoicePage>): string[] => pages.flatMap(idsOf);

/** Marks an element once the browser has made it its own. */
function useHydrated(): RefObject<HTMLUListElement | null> {
  const element = useRef<HTMLUListElement>(null);
  useEffect(() => {
    element.current?.setAttribute('data-hydrated', '');
  }, []);
  return element;
}

function Rows({ name, ids }: { readonly name: string; readonly ids: readonly string[] | undefined }): JSX.Element {
  return (
    <ul aria-label={name} ref={useHydrated()}>
      {ids?.map((id) => (
        <li key={id}>{id}</li>
      ))}
    </ul>
  );
}

export function List(): JSX.Element {
  const { data, isFetching } = useListInvoices({ limit: 5 }, { select: idsOf });
  return (
    <section aria-busy={isFetching}>
      <Rows name="list" ids={data} />
    </section>
  );
}

export function PagedList(): JSX.Element {
  const { data, hasNextPage, fetchNextPage } = useInfiniteListInvoices({ limit: 2 }, { select: idsOfAll });
  return (
    <>
      <Rows name="pages" ids={data} />
      {hasNextPage && (
        <button type="button" onClick={() => void fetchNextPage()}>
          More
        </button>
      )}
    </>
  );
}

export function Detail(): JSX.Element {
  const { data, status } = useGetInvoice('inv_1');
  return <p>{`${status}: ${data?.invoice_id} ${data?.amount} ${data?.currency} ${data?.issue_date}`}</p>;
}

export function Summary(): JSX.Element {
  const { data, status } = useGetInvoiceSummary();
  return <p>{`${status}: ${JSON.stringify(data)}`}</p>;
}

export function CreateButton(): JSX.Element {
  const { mutate, status } = useCreateInvoice();
  const invoice = { invoice_id: 'inv_new', customer_id: 'cust_1', group_id: 'group_1', amount: 5 };
  return (
    <button type="button" onClick={() => mutate({ ...invoice, issue_date: '2024-01-15T00:00:00Z' })}>
      {`Create: ${status}`}
    </button>
  );
}

export function SuspendedList(): JSX.Element {
  const { data } = useSuspenseListInvoices({ limit: 5 }, { select: idsOf });
  return <Rows name="list" ids={data} />;
}

export function SuspendedPagedList(): JSX.Element {
  const { data } = useSuspenseInfiniteListInvoices({ limit: 2 }, { select: idsOfAll });
  return <Rows name="pages" ids={data} />;
}

export function Different(): JSX.Element {
  return <Rows name="different" ids={[typeof window === 'undefined' ? 'on the server' : 'in the browser']} />;
}
