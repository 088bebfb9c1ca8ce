// Ways to test code that uses a client, without a network: pass one of these as its `fetch`.
export { fault, type RetryAfter } from './testing/fault.ts';
export { fromHandler, type Handler } from './testing/from-handler.ts';
export { type ScriptedTransport, scriptedTransport } from './testing/scripted-transport.ts';
export type { SentRequest, Step, TestFetch } from './testing/step.ts';
export { withFaults } from './testing/with-faults.ts';
