import { createClient, createInvoice } from '@thrivestack-revenue/core/functions';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

export async function GET(request) {
  const baseUrl = new URL(request.url).searchParams.get('to');
  return Response.json(
    await createInvoice(createClient({ apiKey: 'from-node', baseUrl }), { invoice_id: 'from-node' }),
  );
}
