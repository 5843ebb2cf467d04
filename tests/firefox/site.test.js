// Looks at one page of each kind in Firefox: small and light, large and dark. Chromium has the other two.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { findFaults, startFirefox } from './firefox.js';
import { serve, siteDirectory } from './server.js';

const PAGES = JSON.parse(readFileSync(new URL('../pages.json', import.meta.url), 'utf8'));
const VIEWPORTS = {
  light: { width: 390, height: 844 },
  dark: { width: 1280, height: 900 },
};

// Two browsers side by side, one page at a time in each: most of the time is spent waiting for quiet.
describe('the built site', { concurrency: 2 }, () => {
  let server;
  before(async () => {
    server = await serve(siteDirectory());
  });
  after(() => server?.close());

  for (const scheme of Object.keys(VIEWPORTS)) {
    describe(`in Firefox, ${scheme}`, { concurrency: 1 }, () => {
      let browser;
      before(async () => {
        browser = await startFirefox(scheme);
      });
      after(() => browser?.close());

      it('shows the studies of a condition, and again after a reload', async () => {
        const page = await browser.newPage();
        const shown = () => page.$$eval('tbody tr:not([hidden])', (rows) => `${rows.length}`);
        try {
          await page.goto(server.origin + PAGES.studies);
          const { value, text } = await page.$eval('select[name=condition] option:nth-child(2)', (option) => ({
            value: option.value,
            text: option.text,
          }));
          const [, count] = text.match(/\((\d+)\)$/);
          assert.notEqual(await shown(), count);
          await page.select('select[name=condition]', value);
          assert.equal(await shown(), count);
          await page.reload();
          assert.equal(await shown(), count);
        } finally {
          await page.close();
        }
      });

      it('explains a word that is pointed at, and puts it away by Escape', async () => {
        const page = await browser.newPage();
        const open = () => page.$$eval('[popover]:popover-open', (words) => words.map(({ id }) => id));
        try {
          await page.setViewport(VIEWPORTS.dark);
          await page.goto(server.origin + PAGES.condition);
          const meant = await page.$eval('button.term', (term) => term.getAttribute('popovertarget'));
          await page.hover('button.term');
          assert.deepEqual(await open(), [meant]);
          await page.hover(`#${meant} a`);
          assert.deepEqual(await open(), [meant]);
          await page.keyboard.press('Escape');
          assert.deepEqual(await open(), []);
        } finally {
          await page.close();
        }
      });

      for (const [kind, path] of Object.entries(PAGES)) {
        const viewport = VIEWPORTS[scheme];
        it(`${kind} ${path}, ${viewport.width} pixels wide`, async () => {
          const faults = await findFaults(browser, server.origin + path, viewport);
          assert.equal(faults.length, 0, faults.join('\n'));
        });
      }
    });
  }
});
