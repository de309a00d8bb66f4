import { defineConfig } from '@playwright/test';

// Recording a trace doubles the work of each test: ask for one with `--trace on` when a test fails.
export default defineConfig({
  testDir: '.',
  outputDir: '../.sourcemark/e2e-results',
  globalSetup: './global-setup.ts',
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // Every test has a project of its own, so files may run beside each other.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    // Set by the global setup, before any worker reads this file.
    baseURL: process.env.SOURCEMARK_E2E_URL,
    trace: 'off',
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
        // Two hidden pages of the browser's own in every window, which nobody looks at.
        '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled',
      ],
    },
  },
});
