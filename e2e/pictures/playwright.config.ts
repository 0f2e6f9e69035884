import { defineConfig } from '@playwright/test'

/** Of `npm run pictures`, which tests nothing: `npm test` never comes here. */
export default defineConfig({
  testDir: '.',
  testMatch: 'screens.ts',
  outputDir: '../../test-results/pictures',
  // Each has a display of its own.
  workers: 2,
  fullyParallel: true,
  timeout: 600_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../../.cache/results/pictures.json' }]]
})
