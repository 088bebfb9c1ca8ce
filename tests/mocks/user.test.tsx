// @vitest-environment jsdom
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { createRevenueHandlers, fault } from '@thrivestack-revenue/msw';
import { useCreateInvoice, useListInvoices } from '@thrivestack-revenue/react';
import { revenueWrapper } from '@thrivestack-revenue/react/testing';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const invoice = {
  invoice_id: 'inv_1',
  customer_id: 'cust_1',
  group_id: 'group_1',
  issue_date: '2024-01-15T00:00:00Z',
  amount: 5,
};

function Invoices() {
  const list = useListInvoices();
  const create = useCreateInvoice();
  const add = (invoice_id: string) => create.mutate({ ...invoice, invoice_id, amount: 9 });
  const error = list.error ?? create.error;
  return (
    <>
      {error && <p role="alert">{error.code}</p>}
      <ul>
        {list.data?.data.map((row) => (
          <li key={row.invoice_id}>{row.invoice_id}</li>
        ))}
      </ul>
      <button type="button" onClick={() => add('inv_2')}>
        Add inv_2
      </button>
      <button type="button" onClick={() => add('inv_1')}>
        Add inv_1
      </button>
    </>
  );
}

// A busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen());
// A store of its own for each test, with what it starts from.
beforeEach(() => server.use(...createRevenueHandlers({ seed: { invoices: [invoice] } })));
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());

test('a new invoice is in the list', async () => {
  render(<Invoices />, revenueWrapper());
  await screen.findByText('inv_1');
  fireEvent.click(screen.getByText('Add inv_2'));
  await screen.findByText('inv_2');
});

test('an id that is taken is refused', async () => {
  render(<Invoices />, revenueWrapper());
  await screen.findByText('inv_1');
  fireEvent.click(screen.getByText('Add inv_1'));
  expect((await screen.findByRole('alert')).textContent).toBe('invoice_already_exists');
});

test('a failure of the API is shown', async () => {
  server.use(fault.serverError());
  render(<Invoices />, revenueWrapper());
  expect((await screen.findByRole('alert')).textContent).toBe('server_error');
});
