// Looks at one page of each kind in Firefox: small and large, light and dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { findFaults, startFirefox } from './firefox.js';
import { serve, siteDirectory } from './server.js';

const PAGES = JSON.parse(readFileSync(new URL('../pages.json', import.meta.url), 'utf8'));
const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

// Two browsers side by side, one page at a time in each: most of the time is spent waiting for quiet.
describe('the built site', { concurrency: 2 }, () => {
  let server;
  before(async () => {
    server = await serve(siteDirectory());
  });
  after(() => server?.close());

  for (const scheme of ['light', 'dark']) {
    describe(`in Firefox, ${scheme}`, { concurrency: 1 }, () => {
      let browser;
      before(async () => {
        browser = await startFirefox(scheme);
      });
      after(() => browser?.close());

      for (const [kind, path] of Object.entries(PAGES)) {
        for (const viewport of VIEWPORTS) {
          it(`${kind} ${path}, ${viewport.width} pixels wide`, async () => {
            const faults = await findFaults(browser, server.origin + path, viewport);
            assert.equal(faults.length, 0, faults.join('\n'));
          });
        }
      }
    });
  }
});
