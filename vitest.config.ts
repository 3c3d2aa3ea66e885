import { defineConfig } from 'vitest/config'

// What another process is to say is waited for as long on a busy machine as a person would wait.
const patience = { poll: { timeout: 10_000 } }
const services = 'packages/sandbox/src/test-services.ts'

export default defineConfig({
  test: {
    // Tests of processes and deadlines share the machine: no more than two files at once, and the kinds one after the other.
    // What waits for other processes may be late once on a busy one: it is tried again, and vitest says so.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/src/**/*.test.ts', '{docs,docker}/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Beside those of the gateway, and before them by its name: the worlds take minutes, and nobody should wait for them.
        test: {
          name: 'bench',
          retry: 1,
          include: ['packages/bench/test/**/*.test.ts'],
          globalSetup: services,
          expect: patience,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'gateway',
          retry: 1,
          include: ['apps/gateway/test/**/*.test.ts', 'packages/{client,sandbox}/test/**/*.test.ts'],
          globalSetup: services,
          expect: patience,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'faults',
          retry: 1,
          include: ['apps/gateway/faults/**/*.test.ts'],
          globalSetup: services,
          expect: patience,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'journeys',
          retry: 1,
          include: ['apps/web/journeys/**/*.test.ts'],
          globalSetup: services,
          expect: patience,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          // One after the other in one process: what they are made of is loaded once.
          isolate: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
