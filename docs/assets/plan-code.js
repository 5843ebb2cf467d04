// The address of a plan as a QR code, drawn in the browser: a plan leaves the page by no other way.
// vendor/lean-qr-nano.js is nano.mjs of the npm package lean-qr 2.7.4, unchanged; its licence lies beside it.
import { correction, generate } from './vendor/lean-qr-nano.js';

const SVG = 'http://www.w3.org/2000/svg';
const QUIET = 4;

/** A picture with the quiet zone that readers of such codes need. */
export function code(text) {
  const found = generate(text, { minCorrectionLevel: correction.M });
  const size = found.size + 2 * QUIET;
  const path = [];
  for (let y = 0; y < found.size; y++)
    for (let x = 0; x < found.size; x++) if (found.get(x, y)) path.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  const [picture, dark] = ['svg', 'path'].map((tag) => document.createElementNS(SVG, tag));
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  dark.setAttribute('d', path.join(''));
  picture.append(dark);
  return picture;
}
