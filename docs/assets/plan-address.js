// A plan as the part of the address after "#", and back: "condition=x&place=y&minutes=5-10&...".
// A plan is { condition, fit, place, ready, unit, weeks, start: { name: amount }, goal: { name: amount } }; speeds in km/h.
import { together } from './plan-rule.js';

const UNITS = ['kmh', 'mph'];
const DECIMALS = { weeks: 0, times: 0, speed: 2 };

/** What is asked for as long as nobody has asked: longer walks on the floor, no faster and no steeper. */
export function usual(data) {
  const ends = (end) => Object.fromEntries(Object.entries(data.amounts).map(([name, known]) => [name, known[end]]));
  const { place } = data.usual;
  return flat(data, { condition: '', fit: false, place, ready: false, unit: UNITS[0], weeks: data.weeks.usual, start: ends('start'), goal: ends('goal') });
}

/** Where nothing can rise there is no slope. */
export function flat(data, plan) {
  if (!data.places[plan.place].slope) plan.start.slope = plan.goal.slope = 0;
  return plan;
}

/** "5,55" -> 5.55; NaN for anything that is no plain number. */
export function number(text) {
  const plain = text.trim().replace(',', '.');
  return /^(\d{1,4}(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}

/** Whether of this amount there are only whole ones. */
export function whole(name) {
  return DECIMALS[name] === 0;
}

function rounded(name, value) {
  const places = 10 ** (DECIMALS[name] ?? 1);
  return Math.round(value * places) / places;
}

/** A number as far as this amount goes, and within its limits. */
export function fitted(data, name, value) {
  const { least, most } = limits(data, name);
  return Math.min(Math.max(rounded(name, value), least), most);
}

/** The least and the most that may be asked for: what the post or some study used. */
export function limits(data, name) {
  return name === 'weeks' ? { least: 1, most: data.weeks.most } : data.amounts[name];
}

/** As short as it goes, for it is read from paper too: without what is not chosen in such a place.
    What somebody ticked about themselves is not in it: whoever opens the address is somebody else. */
export function write(data, plan) {
  const asked = new URLSearchParams();
  if (plan.condition) asked.set('condition', plan.condition);
  asked.set('place', plan.place);
  const { speed } = data.places[plan.place];
  const usually = usual(data);
  const left = { speed: !speed, slope: true };
  for (const name of Object.keys(data.amounts)) {
    const [start, goal] = [plan.start[name], plan.goal[name]];
    if (left[name] && start === usually.start[name] && goal === usually.goal[name]) continue;
    asked.set(name, start === goal ? `${start}` : `${start}-${goal}`);
  }
  asked.set('weeks', plan.weeks);
  if (plan.unit !== UNITS[0]) asked.set('unit', plan.unit);
  return asked.toString();
}

/** Whether the part after "#" asks for a plan; it may as well be a place on the page. */
export function asksForPlan(data, text) {
  const known = ['condition', 'place', 'unit', 'weeks', ...Object.keys(data.amounts)];
  return [...new URLSearchParams(text).keys()].some((name) => known.includes(name));
}

/** The plan that is asked for, and a line for everything in it that had to be corrected. */
export function read(data, text) {
  const asked = new URLSearchParams(text);
  const plan = usual(data);
  const corrected = [];
  const correct = (name, instead) =>
    corrected.push(`${name}: “${asked.get(name).slice(0, 30)}” became “${instead || 'none'}”.`);
  const allowed = { condition: ['', ...Object.keys(data.conditions)], place: Object.keys(data.places), unit: UNITS };
  for (const [name, choices] of Object.entries(allowed)) {
    if (choices.includes(asked.get(name))) plan[name] = asked.get(name);
    else if (asked.has(name)) correct(name, plan[name]);
  }
  if (asked.has('weeks')) {
    const weeks = number(asked.get('weeks'));
    if (!Number.isNaN(weeks)) plan.weeks = fitted(data, 'weeks', weeks);
    if (Number(asked.get('weeks')) !== plan.weeks) correct('weeks', plan.weeks);
  }
  const given = Object.keys(data.amounts).filter((name) => asked.has(name));
  const ends = (name) => {
    const [start, goal = start] = asked.get(name).split('-');
    return [start, goal];
  };
  for (const name of given) {
    const [start, goal] = ends(name).map((end) => rounded(name, number(end)));
    const { least, most } = limits(data, name);
    // A pair with a fault in it gives way to the usual one: to cut it down would still be the most that anybody did.
    if (start >= least && start <= goal && goal <= most) [plan.start[name], plan.goal[name]] = [start, goal];
  }
  flat(data, plan);
  // Nobody begins where no walk that we know of has been.
  if (!together(data, plan.start)) Object.assign(plan, { start: usual(data).start });
  for (const name of given) {
    const [start, goal] = ends(name).map(Number);
    if (start !== plan.start[name] || goal !== plan.goal[name]) correct(name, `${plan.start[name]}-${plan.goal[name]}`);
  }
  return [plan, corrected];
}
