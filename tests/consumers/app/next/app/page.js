'use client';
import { createClient, createInvoice } from '@thrivestack-revenue/core/functions';

export default function Page() {
  const send = () => createInvoice(createClient({ baseUrl: '/api' }), { invoice_id: 'from-the-page' });
  return (
    <button type="button" onClick={send}>
      Send
    </button>
  );
}
