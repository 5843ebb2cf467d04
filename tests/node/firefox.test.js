// Proves on pages made for it that each sort of fault is found, so that no fault means no fault.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findFirefox, Looker, startFirefox } from './firefox.js';
import { pagesOf, serve } from './server.js';

const page = (body, style = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
  <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${style}</style></head>
  <body data-md-color-scheme="default"><main><h1>A page</h1>${body}</main></body></html>`;
// Colours that a page before has shown are not looked at again in dark and print: each page has its own.
const pale = (digit) => `{ background: #fff; color: #cccc${digit}${digit} }`;

const PAGES = {
  good: page('<p>Text</p>'),
  logged: page('<script>console.error("it broke")</script>'),
  thrown: page('<script>throw new Error("it threw")</script>'),
  policed: page('<script>let ran = 1;</script>').replace(
    '<meta charset',
    `<meta http-equiv="Content-Security-Policy" content="script-src 'self'"><meta charset`,
  ),
  elsewhere: page('<img alt="A picture" src="http://elsewhere.invalid/picture.png">'),
  lost: page('<img alt="A picture" src="/no-such.png">'),
  wide: page('<p style="width: 500px">Text</p>'),
  pale: page('<p>Text</p>', `p ${pale(0)}`),
  folded: page('<details><summary>More</summary><p>Text</p></details>', `p ${pale(1)}`),
  'pale-when-dark': page('<p>Text</p>', `[data-md-color-scheme=slate] p ${pale(2)}`),
  'pale-on-paper': page('<p>Text</p>', `@media print and (min-width: 1px) { p ${pale(3)} }`),
  'pale-off-paper': page('<p>Text</p>', `@media not screen { p ${pale(4)} }`),
  'picture-on-paper': page('<p class="paper"><img src="data:,"></p>', '@media screen { .paper { display: none } }'),
};

describe('Firefox', () => {
  const directory = mkdtempSync(join(tmpdir(), 'firefox-'));
  let server, browser, looker;
  const look = async (name) => (await looker.faults(`/${name}/`)).join('\n');

  before(async () => {
    for (const [name, html] of Object.entries(PAGES)) {
      mkdirSync(join(directory, name));
      writeFileSync(join(directory, name, 'index.html'), html);
    }
    server = await serve(directory);
    browser = await startFirefox('light');
    looker = await Looker.open(browser, server.origin);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    rmSync(directory, { recursive: true });
  });

  it('lists all pages, the largest first', () => {
    writeFileSync(join(directory, '404.html'), page('<p>Text</p>'.repeat(100)));
    const paths = pagesOf(directory);
    assert.equal(paths[0], '/404.html');
    assert.deepEqual(paths.slice(1).sort(), Object.keys(PAGES).map((name) => `/${name}/`).sort());
  });

  it('finds nothing in a good page', async () => {
    assert.equal(await look('good'), '');
  });

  // After a good page, whose colours are known by then.
  for (const [name, fault] of Object.entries({
    logged: /^\/logged\/ console error: it broke$/,
    thrown: /^\/thrown\/ script error: .*it threw/,
    policed: /^\/policed\/ console error: against the policy: script-src-elem inline$/,
    elsewhere: /^\/elsewhere\/ request to another site: http:\/\/elsewhere\.invalid\/picture\.png$/,
    lost: /^\/lost\/ answer 404: .*\/no-such\.png$/,
    missing: /^\/missing\/ answer 404: .*\/missing\/$/,
    wide: /^\/wide\/ wider than the window: 5\d\d pixels in 390$/,
    pale: /^\/pale\/ light: color-contrast: p: .*#cccc00/,
    folded: /^\/folded\/ light: color-contrast: p: .*#cccc11/,
    'pale-when-dark': /^\/pale-when-dark\/ dark: color-contrast: p: .*#cccc22/,
    'pale-on-paper': /^\/pale-on-paper\/ print: color-contrast: p: .*#cccc33/,
    'pale-off-paper': /^\/pale-off-paper\/ print: color-contrast: p: .*#cccc44/,
    'picture-on-paper': /^\/picture-on-paper\/ print: image-alt: img: /,
  })) {
    it(`finds the fault of a page: ${name}`, async () => {
      const found = await look(name);
      assert.match(found, new RegExp(fault, 'm'));
      if (fault.source.includes('dark:')) assert.doesNotMatch(found, /light:|print:/);
      if (fault.source.includes('print:')) assert.doesNotMatch(found, /light:|dark:/);
    });
  }

  it('says what to do where there is no Firefox', () => {
    assert.throws(() => findFirefox({ PATH: '/nowhere' }), /apt-get install firefox-esr\) or set FIREFOX/);
    assert.throws(() => findFirefox({ FIREFOX: '/nowhere' }), /^Error: FIREFOX is \/nowhere, .* unset it\.$/);
  });
});
