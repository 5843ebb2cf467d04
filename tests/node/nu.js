// Runs the Nu checker, which knows the standard of HTML, over whole directories.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { findProgram } from './programs.js';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** Return the path of Java: JAVA if it is set, else the one on this machine. */
export const findJava = (environment) =>
  findProgram(
    { name: 'Java', variable: 'JAVA', commands: ['java'], debian: 'default-jre-headless' },
    environment,
  );

/** Return what the checker says of all HTML files in some directories: [{ url, message, extract, ... }]. */
export function check(directories) {
  const options = ['--skip-non-html', '--exit-zero-always', '--stdout', '--format', 'json'];
  const { status, stdout, stderr, error } = spawnSync(findJava(), ['-jar', JAR, ...options, ...directories], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`The Nu checker failed: ${error?.message ?? stderr}`);
  return JSON.parse(stdout).messages;
}
