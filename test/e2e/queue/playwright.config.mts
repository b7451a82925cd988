import { defineConfig } from '@playwright/test';
import shared from '../playwright.config.mts';

/** What `npm run test:queue` runs. */
export default defineConfig({ ...shared, testDir: '.', projects: undefined, reporter: [['list'], ['../summary.mts']], workers: 1 });
