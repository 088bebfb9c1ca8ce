// Describe the key that asks: GET /revenue/key
// The client reads your key from THRIVESTACK_API_KEY.
import { createClient } from '@thrivestack-revenue/core';

const revenue = createClient({ baseUrl: process.env.THRIVESTACK_BASE_URL ?? 'http://127.0.0.1:8787' });
const answer = await revenue.key.get();
console.log(JSON.stringify(answer));
