// The client from CommonJS; compiled, never run.
import core = require('@thrivestack-revenue/core');
import functions = require('@thrivestack-revenue/core/functions');

import { validators } from '@thrivestack-revenue/core/validators';

export async function read(error: unknown): Promise<core.Invoice> {
  const revenue = core.createClient({ validate: validators });
  if (error instanceof core.NotFoundError) revenue.baseUrl satisfies string;
  // The classes of both entries are one.
  const narrowed: functions.NotFoundError | undefined = core.isNotFoundError(error) ? error : undefined;
  // @ts-expect-error an id is text
  functions.getInvoice(revenue, narrowed);
  return functions.getInvoice(revenue, 'inv_1');
}
