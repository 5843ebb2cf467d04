// Starts Firefox and looks at one page as a reader's browser would.
import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
// Pinned at 24.27.0: later ones need Node.js 22 or send Firefox 140, an ESR of Debian, what it does not know.
import puppeteer from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SCHEMES = { dark: 0, light: 1 };

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Return the path of Firefox: FIREFOX if it is set, else the one on this machine. */
export function findFirefox(environment = process.env) {
  if (environment.FIREFOX) {
    if (isProgram(environment.FIREFOX)) return environment.FIREFOX;
    throw new Error(
      `FIREFOX is ${environment.FIREFOX}, which is no program: set it to the path of Firefox, or unset it.`,
    );
  }
  const places = ['firefox-esr', 'firefox'].flatMap((name) =>
    (environment.PATH ?? '').split(delimiter).map((directory) => join(directory, name)),
  );
  const found = [...places, '/Applications/Firefox.app/Contents/MacOS/firefox'].find(isProgram);
  if (found) return found;
  throw new Error(
    'No Firefox was found: install it (on Debian: sudo apt-get install firefox-esr) or set FIREFOX to its path.',
  );
}

/** Start Firefox for readers who prefer a "light" or a "dark" page. */
export function startFirefox(scheme) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    extraPrefsFirefox: {
      // Firefox has no command for this over WebDriver BiDi yet.
      'layout.css.prefers-color-scheme.content-override': SCHEMES[scheme],
      // Colours that are still changing would be measured half-way.
      'ui.prefersReducedMotion': 1,
    },
  });
}

/** Load a page and return a line for each fault found in it. */
export async function findFaults(browser, address, viewport) {
  const { origin } = new URL(address);
  const faults = [];
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console error: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) {
      faults.push(`request to another site: ${url}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`answer ${response.status()}: ${response.url()}`);
  });
  try {
    await page.setViewport(viewport);
    await page.goto(address, { waitUntil: 'networkidle0' });
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    if (scrollWidth > clientWidth) {
      faults.push(`wider than the window: ${scrollWidth} pixels in ${clientWidth}`);
    }
    await page.evaluate(AXE);
    const { violations } = await page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) {
        faults.push(`${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`);
      }
    }
  } finally {
    await page.close();
  }
  return faults;
}
