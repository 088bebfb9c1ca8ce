/** A good credit note. */
export const note = (id: string) => ({
  credit_note_id: id,
  reason: 'refund' as const,
  amount: 19.99,
  currency: 'EUR',
  issued_at: '2024-01-15T00:00:00.000Z',
});

/** A good batch of usage records. */
export const batch = (id: string) => ({
  usage_record_batch_id: id,
  meter: 'storage',
  started: '2024-01-15T00:00:00.000Z',
});

/** A good box; its fields need quoting. */
export const box = (id: string) => ({ box_id: id, width: 3, 'content-type': "it's" as const });
