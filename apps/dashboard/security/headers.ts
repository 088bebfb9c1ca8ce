/** Headers that every answer of the dashboard carries, static files included. */
export const staticHeaders: readonly { key: string; value: string }[] = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  // Not `no-referrer`: a browser then sends `Origin: null` with the sign-in form, and the Origin check needs it.
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=(), payment=()' },
];
