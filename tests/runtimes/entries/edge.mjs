import { load } from './bundled.mjs';
import { play } from './cases.mjs';

addEventListener('fetch', (event) => {
  const origin = new URL(event.request.url).searchParams.get('origin');
  event.respondWith(play(origin, load).then(() => new Response()));
});
