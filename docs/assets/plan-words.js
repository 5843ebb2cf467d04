// Numbers of a plan as readers see them, and small pieces of a page.
import { tenth } from './plan-rule.js';

const MILES_PER_KM = 0.621371;
const UNITS = { minutes: ['minute', 'minutes'], times: ['time a week', 'times a week'], weeks: ['week', 'weeks'] };

/** km/h as mph, to one decimal place. */
export function miles(kilometres) {
  return tenth(kilometres * MILES_PER_KM);
}

export function kilometres(miles) {
  return miles / MILES_PER_KM;
}

/** "0.8 to 1.6 km/h (0.5 to 1 mph)", or the other way round where mph was chosen. */
function speeds(low, high, unit) {
  const metric = `${range(tenth(low), tenth(high))} km/h`;
  const imperial = `${range(miles(low), miles(high))} mph`;
  return unit === 'mph' ? `${imperial} (${metric})` : `${metric} (${imperial})`;
}

function range(low, high) {
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** "5 minutes", "3 to 4 times a week", "flat", "0 to 5%", speeds with both units, `unit` first. */
export function amount(name, low, high, unit) {
  if (name === 'speed') return speeds(low, high, unit);
  if (name === 'slope') return high === 0 ? 'flat' : `${range(low, high)} %`;
  const [one, many] = UNITS[name];
  return `${range(low, high)} ${low === 1 && high === 1 ? one : many}`;
}

/** One amount as it stands among others: "slope 5%". */
export function phrase(name, value, unit) {
  return (name === 'slope' && value > 0 ? 'slope ' : '') + amount(name, value, value, unit);
}

/** An element with attributes and children; text is only ever text. */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A table that becomes cards on a phone. A row is [head, [label, content], ...]. */
export function table(name, caption, heads, rows) {
  const head = (text) => make('th', { role: 'columnheader', scope: 'col' }, text);
  const cell = ([label, content]) => make('td', { role: 'cell', 'data-label': label }, ...[content].flat());
  const row = ([first, ...cells]) =>
    make('tr', { role: 'row' }, make('th', { role: 'rowheader', scope: 'row' }, first), ...cells.map(cell));
  return make(
    'table',
    { class: `stack ${name}`, role: 'table' },
    make('caption', {}, ...[caption].flat()),
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...heads.map(head))),
    make('tbody', { role: 'rowgroup' }, ...rows.map(row)),
  );
}
