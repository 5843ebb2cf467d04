// Pages of the built site in Firefox, as tests/site/test_every_page.py looks at them in Chromium: one of each kind, or
// with EVERY_PAGE=1 every page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Looker, putOn, startFirefox } from './firefox.js';
import { pagesOf, serve, siteDirectory } from './server.js';

const KINDS = JSON.parse(readFileSync(new URL('../pages.json', import.meta.url), 'utf8'));
const { condition, studies } = KINDS;
// One for each of two processor cores.
const FIREFOXES = 2;

describe('the built site in Firefox', { concurrency: 1 }, () => {
  const paths = process.env.EVERY_PAGE ? pagesOf(siteDirectory()) : Object.values(KINDS);
  let server;
  let browsers = [];
  before(async () => {
    server = await serve(siteDirectory());
    browsers = await Promise.all(Array.from({ length: FIREFOXES }, () => startFirefox('light')));
  });
  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    server?.close();
  });

  it(`has no fault on any of ${paths.length} pages`, async () => {
    const waiting = [...paths];
    const looked = [];
    const faults = [];
    await Promise.all(
      browsers.map(async (browser) => {
        const looker = await Looker.open(browser, server.origin);
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
          faults.push(...(await looker.faults(path)));
          looked.push(path);
        }
      }),
    );
    assert.equal(faults.length, 0, faults.join('\n'));
    assert.deepEqual(looked.sort(), [...paths].sort());
  });

  it('shows the studies of a condition, and again after a reload', async () => {
    const page = await browsers[0].newPage();
    const shown = () => page.$$eval('tbody tr:not([hidden])', (rows) => `${rows.length}`);
    await page.goto(server.origin + studies);
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
  });

  it('has the colours put on that a reader in the dark gets', async () => {
    const colours = () =>
      [...document.body.querySelectorAll('*')].map((element) => {
        const { color, backgroundColor, backgroundImage, fill, stroke } = getComputedStyle(element);
        return [element.localName, color, backgroundColor, backgroundImage, fill, stroke].join('|');
      });
    const seen = async (browser, scheme) => {
      const page = await browser.newPage();
      await page.goto(server.origin + condition);
      if (scheme) await putOn(page, scheme);
      return page.evaluate(colours);
    };
    const dark = await startFirefox('dark');
    try {
      const wanted = await seen(dark);
      assert.deepEqual(await seen(browsers[0], 'dark'), wanted);
      assert.notDeepEqual(await seen(browsers[0]), wanted);
    } finally {
      await dark.close();
    }
  });
});
