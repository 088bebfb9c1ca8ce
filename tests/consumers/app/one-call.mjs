// One call, as an app makes it.
import { createClient, createInvoice } from '@thrivestack-revenue/core/functions';

globalThis.send = (body) => createInvoice(createClient(), body);
