// Starts Firefox and looks at pages as a reader's browser would.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
// Pinned at 24.27.0: later ones need Node.js 22 or send Firefox 140, an ESR of Debian, what it does not know.
import puppeteer from 'puppeteer-core';
import { findProgram } from './programs.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKING = readFileSync(new URL('../looking.js', import.meta.url), 'utf8');
// What the policy of a page stops is a fault like any other that a page logs.
const STOPPED = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  console.error('against the policy: ' + effectiveDirective + ' ' + blockedURI));`;
const SCHEMES = { dark: 0, light: 1 };
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Return the path of Firefox: FIREFOX if it is set, else the one on this machine. */
export const findFirefox = (environment) =>
  findProgram(
    {
      name: 'Firefox',
      variable: 'FIREFOX',
      commands: ['firefox-esr', 'firefox'],
      elsewhere: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      debian: 'firefox-esr',
    },
    environment,
  );

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
      // Each page names the next one, which Firefox would fetch as well.
      'network.prefetch-next': false,
    },
  });
}

/** Change the colours of an open page as the theme's script does when somebody switches them. */
export function putOn(page, scheme) {
  return page.evaluate((palette) => {
    document.body.dataset.mdColorScheme = palette;
  }, { light: 'default', dark: 'slate' }[scheme]);
}

/** Let the styles for paper hold instead of those for a screen: Firefox cannot be told to over WebDriver BiDi. */
function putOnPaper(page) {
  return page.evaluate(() => {
    // No browser speaks pages: what is for speech holds nowhere.
    const turned = (media) =>
      media.replace(/\b(print|screen)\b/g, (kind) => (kind === 'print' ? 'all' : 'speech'));
    const turn = (rules) => {
      for (const rule of rules) {
        if (rule.media) rule.media.mediaText = turned(rule.media.mediaText);
        if (rule.cssRules) turn(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      sheet.media.mediaText = turned(sheet.media.mediaText);
      turn(sheet.cssRules);
    }
  });
}

/** One tab that looks at one page after the other. */
export class Looker {
  #known = { light: [], dark: [], print: [] };
  #faults = [];

  static async open(browser, origin) {
    const looker = new Looker();
    looker.origin = origin;
    looker.page = await browser.newPage();
    await looker.page.evaluateOnNewDocument(STOPPED + AXE + LOOKING);
    looker.#listen();
    return looker;
  }

  #listen() {
    const add = (fault) => this.#faults.push(fault);
    this.page.on('console', (message) => {
      if (message.type() === 'error') add(`console error: ${message.text()}`);
    });
    this.page.on('pageerror', (error) => add(`script error: ${error.message}`));
    this.page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== this.origin) add(`request to another site: ${url}`);
    });
    this.page.on('response', (response) => {
      if (response.status() >= 400) add(`answer ${response.status()}: ${response.url()}`);
    });
  }

  /** Return a line for each fault of the page at a path: light on a desktop, dark on a phone, and print. */
  async faults(path) {
    this.#faults = [];
    const { page } = this;
    await page.setViewport(DESKTOP);
    const response = await page.goto(this.origin + path, { waitUntil: 'load' });
    if (!response.ok()) return this.#faults.map((fault) => `${path} ${fault}`);
    const { faults } = await page.evaluate(() => looking.allButColours());
    const found = [...faults.map((fault) => `light: ${fault}`), ...(await this.#colours('light'))];
    found.push(...(await this.#tooWide()));
    await page.setViewport(PHONE);
    await putOn(page, 'dark');
    found.push(...(await this.#colours('dark')), ...(await this.#tooWide()));
    await putOn(page, 'light');
    await putOnPaper(page);
    found.push(...(await this.#colours('print')));
    found.push(...(await page.evaluate(() => looking.additions())).map((fault) => `print: ${fault}`));
    return [...found, ...this.#faults].map((fault) => `${path} ${fault}`);
  }

  async #colours(mode) {
    const { faults, fresh } = await this.page.evaluate((known) => looking.colours(known), this.#known[mode]);
    this.#known[mode].push(...fresh);
    return faults.map((fault) => `${mode}: ${fault}`);
  }

  async #tooWide() {
    const [whole, window] = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    return whole > window ? [`wider than the window: ${whole} pixels in ${window}`] : [];
  }
}
