// Proves on pages made for it that each sort of fault is found, so that no fault means no fault.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findFaults, findFirefox, startFirefox } from './firefox.js';
import { serve } from './server.js';

const VIEWPORT = { width: 390, height: 844 };
const page = (body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
  <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${head}</head>
  <body><main><h1>A page</h1>${body}</main></body></html>`;
const dark = (style) => `<style>@media (prefers-color-scheme: dark) { ${style} }</style>`;

const PAGES = {
  good: page('<p>Text</p>'),
  logged: page('<script>console.error("it broke")</script>'),
  thrown: page('<script>throw new Error("it threw")</script>'),
  elsewhere: page('<img alt="A picture" src="http://elsewhere.invalid/picture.png">'),
  lost: page('<img alt="A picture" src="/no-such.png">'),
  wide: page('<p style="width: 500px">Text</p>'),
  pale: page('<p style="color: #ccc; background: #fff">Text</p>'),
  'pale-when-dark': page('<p>Text</p>', dark('body { background: #111; color: #333 }')),
};

describe('Firefox', () => {
  const directory = mkdtempSync(join(tmpdir(), 'firefox-'));
  let server, light;
  const look = (name, browser = light) => findFaults(browser, `${server.origin}/${name}/`, VIEWPORT);

  before(async () => {
    for (const [name, html] of Object.entries(PAGES)) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'index.html'), html);
    }
    server = await serve(directory);
    light = await startFirefox('light');
  });
  after(async () => {
    await light?.close();
    server?.close();
    rmSync(directory, { recursive: true });
  });

  it('finds nothing in a good page', async () => {
    assert.deepEqual(await look('good'), []);
  });

  for (const [name, fault] of Object.entries({
    logged: /^console error: it broke$/,
    thrown: /^script error: .*it threw/,
    elsewhere: /^request to another site: http:\/\/elsewhere\.invalid\/picture\.png$/,
    lost: /^answer 404: .*\/no-such\.png$/,
    missing: /^answer 404: .*\/missing\/$/,
    wide: /^wider than the window: 5\d\d pixels in 390$/,
    pale: /^color-contrast: p: .*#cccccc/,
  })) {
    it(`finds the fault of a page: ${name}`, async () => {
      assert.match((await look(name)).join('\n'), new RegExp(fault, 'm'));
    });
  }

  it('finds a fault that only dark pages have', async () => {
    assert.deepEqual(await look('pale-when-dark'), []);
    const browser = await startFirefox('dark');
    try {
      assert.match((await look('pale-when-dark', browser)).join('\n'), /^color-contrast: /m);
    } finally {
      await browser.close();
    }
  });

  it('says what to do where there is no Firefox', () => {
    assert.throws(() => findFirefox({ PATH: '/nowhere' }), /apt-get install firefox-esr\) or set FIREFOX/);
    assert.throws(() => findFirefox({ FIREFOX: '/nowhere' }), /^Error: FIREFOX is \/nowhere, .* unset it\.$/);
  });
});
