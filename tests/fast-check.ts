import { configureGlobal } from 'fast-check';

/** Properties meet the same values at every run; `FC_SEED` has them meet others. A failure prints its seed and path. */
configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_260_115) });
