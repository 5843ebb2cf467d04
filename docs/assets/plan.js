// Makes a plan from the form and keeps it in the part of the address after "#", so that it can be kept, sent and printed.
// Without this script the form stays hidden; the standard ladder and a diary to print are there.
import { flat, limits, number, read, usual, write } from './plan-address.js';
import { asFile, diary, forget, kept, store } from './plan-diary.js';
import { tenth, weekly } from './plan-rule.js';
import { amount, kilometres, make, miles, phrase, table } from './plan-words.js';

const MORE = { minutes: 'Longer', times: 'More often', speed: 'Faster', slope: 'Steeper' };
const PRINTED = { minutes: 'the minutes', times: 'how often', speed: 'a speed', slope: 'a slope' };
const LABELS = { minutes: 'Each time', times: 'How often', speed: 'Speed', slope: 'Slope', total: 'Minutes in a week', weeks: 'How long' };

const form = document.querySelector('form.plan');
const result = document.querySelector('.plan-result');
const told = form.querySelector('output');
const notes = result.querySelector('.plan-notes');
const keep = result.querySelector('[name=keep]');
const [saidOfAddress, saidOfTicks] = result.querySelectorAll('.said');
const data = JSON.parse(form.dataset.plan);
const names = Object.keys(data.amounts);
const ends = ['start', 'goal'];
const ticks = new Set();
let plan;
let made;
let pause;

// --- the form ---

function shown(name, value) {
  return name === 'speed' && plan.unit === 'mph' ? miles(value) : tenth(value);
}

function fill() {
  for (const name of ['condition', 'place', 'unit', 'weeks']) form.elements[name].value = plan[name];
  for (const end of ends) for (const name of names) form.elements[`${name}-${end}`].value = shown(name, plan[end][name]);
  showSlope();
  for (const name of [...names, 'weeks']) fault(name, '', []);
}

function showSlope() {
  form.querySelector('[data-amount=slope]').disabled = !data.places[plan.place].slope;
}

/** What is wrong with an amount, beside it and tied to the fields at fault. */
function fault(name, text, fields) {
  const error = form.querySelector(`#error-${name}`);
  error.textContent = text;
  error.hidden = !text;
  for (const field of form.querySelectorAll(`[aria-describedby~=error-${name}]`))
    field.setAttribute('aria-invalid', fields.includes(field));
}

/** The number in a field; what was not touched keeps its decimals. */
function typed(name, field, before) {
  if (field.value.trim() === `${shown(name, before)}`) return before;
  const value = number(name, field.value);
  return name === 'speed' && plan.unit === 'mph' ? number(name, kilometres(value).toFixed(2)) : value;
}

function wrong(name, value, field) {
  const { least, most } = limits(data, name);
  if (Number.isNaN(value)) return ['Write a number, such as 5.', [field]];
  if (tenth(value) >= tenth(least) && tenth(value) <= tenth(most)) return null;
  const why = name === 'weeks' ? '' : ' No finished programme that we read had more.';
  return [`Give ${shown(name, least)} to ${shown(name, most)}.${value > most ? why : ''}`, [field]];
}

/** Take the form over into the plan; false while something in it cannot be. */
function take() {
  plan.condition = form.elements.condition.value;
  plan.place = form.elements.place.value;
  if (form.elements.unit.value !== plan.unit) {
    plan.unit = form.elements.unit.value;
    for (const end of ends) form.elements[`speed-${end}`].value = shown('speed', plan[end].speed);
  }
  showSlope();
  let right = true;
  const check = (name, found) => {
    fault(name, ...(found ?? ['', []]));
    right &&= !found;
  };
  const weeks = typed('weeks', form.elements.weeks, plan.weeks);
  const ofWeeks = wrong('weeks', weeks, form.elements.weeks);
  if (!ofWeeks) plan.weeks = weeks;
  check('weeks', ofWeeks);
  for (const name of names) {
    if (name === 'slope' && !data.places[plan.place].slope) {
      check(name, null);
      continue;
    }
    const [first, last] = ends.map((end) => form.elements[`${name}-${end}`]);
    const [start, goal] = [typed(name, first, plan.start[name]), typed(name, last, plan.goal[name])];
    const lower = goal < start ? [`“In the end” must not be less than “at first”.`, [last]] : null;
    const found = wrong(name, start, first) ?? wrong(name, goal, last) ?? lower;
    if (!found) Object.assign(plan, { start: { ...plan.start, [name]: start }, goal: { ...plan.goal, [name]: goal } });
    check(name, found);
  }
  return right;
}

// --- the plan ---

/** Its weeks, worked out in the unit that was chosen, so that a belt with miles gets whole tenths of a mile. */
function weeks() {
  const inUnit = (amounts) => ({ ...amounts, speed: shown('speed', amounts.speed) });
  const steps = names.map((of) => ({ of, by: data.amounts[of].by.map((by) => Math.max(0.1, shown(of, by))) }));
  const found = weekly(inUnit(plan.start), inUnit(plan.goal), steps, plan.weeks);
  if (plan.unit !== 'mph') return found;
  const metric = ({ amounts, grown }) => ({ amounts: { ...amounts, speed: kilometres(amounts.speed) }, grown });
  return { ...found, weeks: found.weeks.map(metric) };
}

function summary() {
  const last = made.weeks.at(-1).amounts;
  const parts = names.map((name) => phrase(name, last[name], plan.unit)).join(', ');
  if (made.arrived === 1 && made.needed === 1) return `The same every week: ${parts}.`;
  if (made.arrived) return `You reach your goal in week ${made.arrived}: ${parts}.`;
  return `${amount('weeks', plan.weeks, plan.weeks)} will not do for this goal. It takes ${made.needed}. You get as far as ${parts}.`;
}

function used(name) {
  return data.conditions[plan.condition]?.used[name];
}

function people() {
  return data.conditions[plan.condition].people;
}

/** What studies of the condition used, in a sentence; empty when none was chosen. */
function usedSentence(name) {
  if (!plan.condition) return '';
  if (!used(name)) return ` No finished programme of ${people()} that we read prints ${PRINTED[name]}.`;
  const [low, high, studies] = used(name);
  return ` In ${studies === 1 ? 'one study' : `${studies} studies`} of ${people()} it was ${amount(name, low, high, plan.unit)}.`;
}

function warnings() {
  const found = [];
  for (const name of names) {
    const { post } = data.amounts[name];
    const goal = tenth(plan.goal[name]);
    if (post && goal > post[1])
      found.push(`${MORE[name]} than the post, which says ${amount(name, ...post, plan.unit)}.${usedSentence(name)}`);
    else if (used(name) && goal > used(name)[1]) found.push(`${MORE[name]} than in any finished programme that says.${usedSentence(name)}`);
  }
  return found;
}

function note(kind, text) {
  return make('li', { class: kind }, text);
}

function showNotes(corrected) {
  const asking = data.conditions[plan.condition]?.ask ? [data.ask] : [];
  result.querySelector('.plan-summary').textContent = summary();
  notes.replaceChildren(
    ...corrected.map((text) => note('warning', `The address asked for what this page cannot do. ${text}`)),
    ...asking.map((text) => note('warning', text)),
    ...warnings().map((text) => note('warning', text)),
    ...data.places[plan.place].notes.map((text) => note('place', text)),
  );
}

function showBeside() {
  const totals = made.weeks.map(({ amounts }) => tenth(amounts.minutes * amounts.times));
  const last = made.weeks.at(-1).amounts;
  const own = (name) => amount(name, plan.start[name], Math.max(last[name], plan.start[name]), plan.unit);
  const post = (span, name) => (span ? amount(name, ...span, plan.unit) : 'not said');
  const rows = names.map((name) => [name, own(name), post(data.amounts[name].post, name)]);
  const reached = totals.findIndex((minutes) => minutes >= data.total.enough) + 1;
  const when = reached ? `You get there in week ${reached}.` : 'You do not get there.';
  const enough = `; it calls ${amount('minutes', data.total.enough, data.total.enough)} enough`;
  const theirs = post(data.total.post, 'minutes');
  const total = amount('minutes', totals[0], totals.at(-1));
  rows.splice(2, 0, ['total', total, data.total.enough ? [theirs, enough, make('small', {}, when)] : theirs]);
  rows.push(['weeks', amount('weeks', plan.weeks, plan.weeks), 'not said']);
  const studies = (name) => {
    if (!used(name)) return [make('span', { class: 'not-seen' }, 'not printed')];
    const [low, high, n] = used(name);
    return [amount(name === 'total' ? 'minutes' : name, low, high, plan.unit), make('small', {}, n === 1 ? '1 study' : `${n} studies`)];
  };
  const heads = ['', 'Your plan', 'The post'];
  const cells = rows.map(([name, yours, theirs]) => [
    LABELS[name],
    ['Your plan', yours],
    ['The post', theirs],
    ...(plan.condition ? [['Studies', studies(name)]] : []),
  ]);
  if (plan.condition) heads.push(`Studies of ${people()}`);
  const caption = plan.condition
    ? 'What was printed of finished programmes, from the lowest to the highest. That people did it does not show that it helps.'
    : 'Choose a condition above to see what studies used.';
  result.querySelector('.plan-beside').replaceChildren(table('beside', caption, heads, cells));
}

function showPlan(corrected = []) {
  made = weeks();
  showNotes(corrected);
  result.querySelector('.plan-weeks').replaceChildren(diary(made.weeks, plan.unit, ticks));
  showBeside();
  result.hidden = false;
}

function tell(text) {
  if (told.textContent !== text) told.textContent = text;
}

// --- what the reader does ---

function change() {
  clearTimeout(pause);
  if (!take()) {
    result.hidden = true;
    tell('Your plan comes back when the marked numbers are mended.');
    return;
  }
  showPlan();
  tell(summary());
  remember();
  history.replaceState(history.state, '', `#${write(data, plan)}`);
}

function remember() {
  if (keep.checked && !store(write(data, plan), ticks)) {
    keep.checked = false;
    saidOfTicks.textContent = 'This browser does not let the page keep anything.';
  }
}

/** The plan of the address, else the one that this browser keeps, else the usual one. */
function open() {
  const asked = location.hash.slice(1);
  const own = kept();
  const [found, corrected] = asked.includes('=') ? read(data, asked) : own ? read(data, own.plan) : [usual(data), []];
  plan = found;
  ticks.clear();
  keep.checked = Boolean(own && own.plan === write(data, plan));
  if (keep.checked) own.ticks.forEach((tick) => ticks.add(tick));
  fill();
  showPlan(corrected);
  tell(corrected.length ? `${corrected.length === 1 ? 'One thing' : `${corrected.length} things`} in the address had to be corrected. ${summary()}` : summary());
}

const actions = {
  reset() {
    plan = usual(data);
    fill();
    change();
    form.elements.condition.focus();
  },
  print: () => print(),
  async copy() {
    change();
    try {
      await navigator.clipboard.writeText(location.href);
      saidOfAddress.textContent = 'The address is copied. It holds your whole plan.';
    } catch {
      saidOfAddress.textContent = 'This browser does not let the page copy. Copy the address from the address bar.';
    }
  },
  async share() {
    change();
    // Whoever changes their mind has nothing to be told.
    await navigator.share({ title: document.title, url: location.href }).catch(() => {});
  },
  save() {
    const file = new Blob([asFile(made.weeks, ticks)], { type: 'text/csv' });
    // Never let go of: a browser may still be reading it, and it goes with the page.
    make('a', { href: URL.createObjectURL(file), download: 'walking-plan.csv' }).click();
    saidOfTicks.textContent = 'Saved as walking-plan.csv.';
  },
  clear() {
    ticks.clear();
    forget();
    keep.checked = false;
    for (const box of result.querySelectorAll('.walk input')) box.checked = false;
    saidOfTicks.textContent = 'Your ticks are cleared, here and on this device.';
  },
};

form.addEventListener('input', () => {
  clearTimeout(pause);
  // Nobody can listen as fast as they type.
  pause = setTimeout(change, 400);
});
form.addEventListener('change', change);
form.addEventListener('submit', (event) => event.preventDefault());
result.addEventListener('change', ({ target }) => {
  if (target === keep) {
    if (keep.checked) saidOfTicks.textContent = 'Kept on this device from now on.';
    else {
      forget();
      saidOfTicks.textContent = 'No longer kept on this device.';
    }
  } else if (target.checked) ticks.add(target.value);
  else ticks.delete(target.value);
  remember();
});
for (const button of document.querySelectorAll('button[data-do]')) button.addEventListener('click', () => actions[button.dataset.do]());
addEventListener('hashchange', () => {
  const asked = location.hash.slice(1);
  if (!asked || asked.includes('=')) open();
});

result.querySelector('[data-do=share]').hidden = !navigator.share;
document.querySelector('.plan-blank')?.remove();
form.hidden = false;
open();
