// Finds the programs of this machine that the tests run.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Return the path of a program: the one that its variable names, else the first of its commands on this machine.
 * Throws what to install where there is none.
 */
export function findProgram({ name, variable, commands, elsewhere = [], debian }, environment = process.env) {
  const named = environment[variable];
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(
      `${variable} is ${named}, which is no program: set it to the path of ${name}, or unset it.`,
    );
  }
  const places = commands.flatMap((command) =>
    (environment.PATH ?? '').split(delimiter).map((directory) => join(directory, command)),
  );
  const found = [...places, ...elsewhere].find(isProgram);
  if (found) return found;
  throw new Error(
    `No ${name} was found: install it (on Debian: sudo apt-get install ${debian}) or set ${variable} to its path.`,
  );
}
