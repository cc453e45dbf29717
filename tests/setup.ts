import fc from 'fast-check'

// The same cases at every run, so that a red check is about the change at hand; `FC_SEED=<number> npm test` tries others.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_250_423) })
