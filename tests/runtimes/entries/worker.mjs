import { load } from './bundled.mjs';
import { play } from './cases.mjs';

export default {
  async fetch(request) {
    await play(new URL(request.url).searchParams.get('origin'), load);
    return new Response();
  },
};
