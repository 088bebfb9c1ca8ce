/** Where the API is: `REVENUE_API_URL`, or the self-hosted server's default address. */
export function apiUrl(): string {
  return process.env['REVENUE_API_URL'] || 'http://127.0.0.1:8787';
}
