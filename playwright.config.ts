import { defineConfig } from '@playwright/test'
import { browserOptions } from './scripts/browser.mjs'

const options = await browserOptions()
/** Journeys that are made on a phone. */
const PHONE = '**/*phone*.spec.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Against what hangs, not against a slow machine: the longest journeys take half a minute on a quick one.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // A trace takes a picture of every page at every step, a third of the time of a run: asked for when one is needed.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    launchOptions: options,
  },
  projects: [
    { name: 'desk', testIgnore: PHONE, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      testMatch: PHONE,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
  ],
})
