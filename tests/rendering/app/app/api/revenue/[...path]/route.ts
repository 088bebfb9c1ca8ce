import { createProxy } from '@thrivestack-revenue/core/proxy';
import { apiAccess } from '../../../api.ts';

function handle(request: Request): Promise<Response> {
  const { baseUrl, apiKey } = apiAccess();
  return createProxy({ baseUrl, prefix: '/api', apiKey: () => apiKey })(request);
}

export { handle as DELETE, handle as GET, handle as POST, handle as PUT };
