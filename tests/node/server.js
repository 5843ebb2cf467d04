// Serves a directory of files on a loopback port, as a static host does.
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** Return the directory of the built site: SITE if it is set, else site/ of this repository. */
export function siteDirectory(environment = process.env) {
  const directory = environment.SITE ?? fileURLToPath(new URL('../../site', import.meta.url));
  if (existsSync(join(directory, 'index.html'))) return directory;
  throw new Error(`There is no site in ${directory}: run make site first, or set SITE to its directory.`);
}

/** Return the paths of all pages below a directory, the largest file first. */
export function pagesOf(directory) {
  const files = readdirSync(directory, { recursive: true }).filter((name) => name.endsWith('.html'));
  const sizes = new Map(files.map((name) => [name, statSync(join(directory, name)).size]));
  return files
    .sort((one, other) => sizes.get(other) - sizes.get(one))
    .map((name) => `/${name.split(sep).join('/').replace(/index\.html$/, '')}`);
}

/** Return the file that answers an address, or null; an address never leads out of the directory. */
function fileFor(directory, url) {
  const { pathname } = new URL(url, 'http://localhost');
  const path = join(directory, normalize(`/${decodeURIComponent(pathname)}`));
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
  return existsSync(file) ? file : null;
}

/** Serve a directory; return { origin, close }. */
export async function serve(directory) {
  const server = createServer((request, response) => {
    const file = fileFor(directory, request.url);
    if (file === null) {
      response.writeHead(404).end('Not found');
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
