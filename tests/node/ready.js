// Says in one line what is missing; in a test it would be lost among the tests that it stops.
import { findFirefox } from './firefox.js';
import { findJava } from './nu.js';
import { siteDirectory } from './server.js';

const FINDERS = { firefox: findFirefox, java: findJava };

try {
  siteDirectory();
  FINDERS[process.argv[2]]();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
