import { createServer } from 'node:http';

const ERRORS = {
  400: ['invalid_request', {}],
  401: ['authentication_error', {}],
  429: ['rate_limited', { 'retry-after': '1' }],
  503: ['server_error', {}],
};

const row = (id) => ({
  invoice_id: id,
  customer_id: 'c',
  group_id: 'g',
  issue_date: '2024-01-15T00:00:00.000Z',
  amount: 5,
  currency: 'USD',
  due_date: null,
  created_at: '2024-01-15T00:00:00.000Z',
  updated_at: '2024-01-15T00:00:00.000Z',
});

/**
 * An API whose first path part says what goes wrong: `read-<status>`, `write-<status>`, `slow` (writes take half
 * a second), or anything else for nothing.
 */
export class Api {
  #seen = [];
  #added = new Map();

  static async start() {
    const api = new Api();
    const server = createServer((request, response) => api.#answer(request, response));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    api.origin = `http://127.0.0.1:${server.address().port}`;
    return api;
  }

  requests(scene, method) {
    return this.#seen.filter((each) => each.scene === scene && each.method === method).length;
  }

  async #answer(request, response) {
    const [, scene] = request.url.split('/');
    const { method } = request;
    this.#seen.push({ scene, method });
    let body = '';
    for await (const piece of request) body += piece;
    const [kind, status] = scene.split('-');
    const wrong = kind === (method === 'GET' ? 'read' : 'write') ? Number(status) : undefined;
    const send = (code, value, headers = {}) => {
      response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    };
    if (wrong !== undefined) {
      const [type, headers] = ERRORS[wrong];
      const error = { type, code: type, message: `status ${wrong}` };
      send(wrong, { success: false, error, request_id: 'req_1' }, headers);
    } else if (method === 'POST') {
      const { invoice_id } = JSON.parse(body);
      if (scene === 'slow') await new Promise((resolve) => setTimeout(resolve, 500));
      this.#added.set(scene, [...(this.#added.get(scene) ?? []), invoice_id]);
      send(200, { success: true, invoice_id });
    } else {
      const ids = [...(this.#added.get(scene) ?? []), 'inv_2', 'inv_1'];
      send(200, { data: ids.map(row), has_more: false, next_cursor: null });
    }
  }
}
