import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    // For two slow cores with other work to do: a passing test waits for none of these.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    // More than the cores: many a test waits for a socket.
    maxWorkers: 3,
    include: [
      'src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
      'fuzz/**/*.test.ts',
      'torture/**/*.test.ts'
    ],
    // There is no D-Bus elsewhere, no systemd, and not everywhere an nginx.
    exclude:
      process.platform === 'linux'
        ? []
        : ['src/main/desktop/{*bus*,keyring,tray-host}.test.ts', 'src/server/operations.test.ts'],
    setupFiles: ['scripts/vitest-setup.ts']
  }
})
