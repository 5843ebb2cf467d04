// Says in one line what is missing; in a test it would be lost among the tests that it stops.
import { findFirefox } from './firefox.js';
import { siteDirectory } from './server.js';

try {
  siteDirectory();
  findFirefox();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
