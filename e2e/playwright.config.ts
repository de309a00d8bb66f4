import { defineConfig } from '@playwright/test';

// The servers need quiet lines; what a test did is in the trace that a failure keeps.
export default defineConfig({
  testDir: '.',
  outputDir: '../.sourcemark/e2e-results',
  globalSetup: './global-setup.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    // Set by the global setup, before any worker reads this file.
    baseURL: process.env.SOURCEMARK_E2E_URL,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
