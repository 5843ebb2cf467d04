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

/** km/h where no belt sets a speed: "about 13 m in a minute". */
export function pace(low, high = low) {
  return `about ${range(...[low, high].map((speed) => Math.round((speed * 1000) / 60)))} m in a minute`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts) {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function range(low, high) {
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** "5 minutes", "3 to 4 times a week", "flat", "0 to 5%", speeds with both units, `unit` first. */
export function amount(name, low, high, unit) {
  if (name === 'speed') return unit === 'pace' ? pace(low, high) : speeds(low, high, unit);
  if (name === 'slope') return high === 0 ? 'flat' : `${range(low, high)}%`;
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
