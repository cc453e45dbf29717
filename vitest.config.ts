import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const core = ['countries', 'extract', 'ledger', 'digest', 'schedule', 'commands', 'domain', 'scoring']

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'core',
          setupFiles: ['tests/setup.ts'],
          include: core.map((folder) => `tests/${folder}/**/*.test.ts`),
          // Pure code has no state to keep apart: modules are loaded once for all files.
          isolate: false,
          pool: 'threads',
        },
      },
      {
        test: {
          name: 'shell',
          setupFiles: ['tests/setup.ts'],
          include: ['tests/**/*.test.ts'],
          exclude: core.map((folder) => `tests/${folder}/**`),
          // Tests share nothing but modules, none of which keeps state.
          isolate: false,
          // Whole programs start here; a busy machine needs its time.
          testTimeout: 30_000,
          // Databases of tests wait for no disk where the machine has a folder in memory.
          env: existsSync('/dev/shm') ? { TMPDIR: '/dev/shm' } : {},
        },
      },
    ],
  },
})
