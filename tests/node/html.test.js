// Every page of the built site is valid HTML by the Nu checker.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { check, findJava } from './nu.js';
import { siteDirectory } from './server.js';

const IGNORED = [
  {
    message: /^Attribute “autocomplete” is only allowed when the input type is /,
    extract: /<input class="md-toggle" data-md-toggle="(drawer|search)" type="checkbox" id="__\1" autocomplete="off">/,
    // The theme writes it, outside of every block that can be overridden. It keeps Firefox from opening the menu
    // again after a reload; other browsers pass it over.
  },
  {
    message: /violates Content Security Policy \(meta tag\)/,
    extract: /./s,
    // The checker reads files, which have no host that 'self' would mean, and reckons no hashes. Browsers do:
    // test_policy.py and firefox.test.js look for violations.
  },
];

const isIgnored = (said, { message, extract }) => message.test(said.message) && extract.test(said.extract);
const line = ({ url, lastLine, message, extract }) => `${url}:${lastLine}: ${message} In: ${extract}`;

describe('the Nu checker', () => {
  const directory = mkdtempSync(join(tmpdir(), 'html-'));
  const faulty = join(directory, 'faulty.html');
  let ofSite, ofFaulty;

  before(() => {
    writeFileSync(faulty, '<!doctype html><html lang="en"><title>A page</title><p><div for="x">Text</p></html>');
    const said = check([siteDirectory(), directory]);
    ofFaulty = said.filter(({ url }) => url.endsWith('/faulty.html'));
    ofSite = said.filter((one) => !ofFaulty.includes(one));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('finds nothing in any page of the built site, warnings included', () => {
    const faults = ofSite.filter((said) => !IGNORED.some((ignored) => isIgnored(said, ignored)));
    assert.equal(faults.length, 0, faults.slice(0, 50).map(line).join('\n'));
  });

  for (const ignored of IGNORED) {
    it(`still says what is ignored: ${ignored.message.source}`, () => {
      assert.ok(ofSite.some((said) => isIgnored(said, ignored)), 'take it out of the list');
    });
  }

  it('finds the faults of a faulty page', () => {
    assert.match(ofFaulty.map(line).join('\n'), /Attribute “for” not allowed on element “div”/);
    assert.match(ofFaulty.map(line).join('\n'), /No “p” element in scope/);
  });

  it('says what to do where there is no Java', () => {
    assert.throws(() => findJava({ PATH: '/nowhere' }), /apt-get install default-jre-headless\) or set JAVA/);
  });
});
