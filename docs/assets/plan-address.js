// A plan as the part of the address after "#", and back: "condition=x&place=y&minutes=5-10&...".
// A plan is { condition, place, unit, weeks, start: { name: amount }, goal: { name: amount } }; speeds in km/h.

const UNITS = ['kmh', 'mph'];
const DECIMALS = { weeks: 0, times: 0, speed: 2 };

/** What is asked for as long as nobody has asked: the ladder from its first step to its last. */
export function usual(data) {
  const ends = (end) => Object.fromEntries(Object.entries(data.amounts).map(([name, known]) => [name, known[end]]));
  const place = Object.keys(data.places)[0];
  const plan = { condition: '', place, unit: UNITS[0], weeks: data.weeks.usual, start: ends('start'), goal: ends('goal') };
  return flat(data, plan);
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

/** A number as far as this amount goes, and within its limits. */
export function fitted(data, name, value) {
  const { least, most } = limits(data, name);
  const places = 10 ** (DECIMALS[name] ?? 1);
  return Math.min(Math.max(Math.round(value * places) / places, least), most);
}

/** The least and the most that may be asked for: what the post or some study used. */
export function limits(data, name) {
  return name === 'weeks' ? { least: 1, most: data.weeks.most } : data.amounts[name];
}

export function write(data, plan) {
  const asked = new URLSearchParams({ condition: plan.condition, place: plan.place });
  for (const name of Object.keys(data.amounts)) asked.set(name, `${plan.start[name]}-${plan.goal[name]}`);
  asked.set('weeks', plan.weeks);
  asked.set('unit', plan.unit);
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
  const within = (name, given, otherwise) => {
    const value = number(given);
    return Number.isNaN(value) ? otherwise : fitted(data, name, value);
  };
  const allowed = { condition: ['', ...Object.keys(data.conditions)], place: Object.keys(data.places), unit: UNITS };
  for (const [name, choices] of Object.entries(allowed)) {
    if (choices.includes(asked.get(name))) plan[name] = asked.get(name);
    else if (asked.has(name)) correct(name, plan[name]);
  }
  if (asked.has('weeks')) {
    plan.weeks = within('weeks', asked.get('weeks'), plan.weeks);
    if (Number(asked.get('weeks')) !== plan.weeks) correct('weeks', plan.weeks);
  }
  const given = Object.keys(data.amounts).filter((name) => asked.has(name));
  const ends = (name) => {
    const [start, goal = start] = asked.get(name).split('-');
    return [start, goal];
  };
  for (const name of given) {
    const [start, goal] = ends(name);
    plan.start[name] = within(name, start, plan.start[name]);
    plan.goal[name] = Math.max(within(name, goal, plan.goal[name]), plan.start[name]);
  }
  flat(data, plan);
  for (const name of given) {
    const [start, goal] = ends(name).map(Number);
    if (start !== plan.start[name] || goal !== plan.goal[name]) correct(name, `${plan.start[name]}-${plan.goal[name]}`);
  }
  return [plan, corrected];
}
