import { play } from './in-process.mjs';

export default {
  async fetch() {
    return Response.json(await play());
  },
};
