export type { Limits, MemoryKey } from '@thrivestack-revenue/engine';
export { type FaultOptions, fault, type RateLimitedOptions, type SlowOptions } from './faults.ts';
export { createRevenueHandlers, type RevenueHandlersOptions } from './handlers.ts';
export type { Seed, SeedRow } from './seed.ts';
