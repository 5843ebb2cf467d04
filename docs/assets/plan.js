// Makes a plan from the form and keeps it in the part of the address after "#", so that it can be kept, sent and printed.
// Without this script the form stays hidden; the usual plan to print is there.
import { asksForPlan, fitted, flat, limits, number, read, usual, whole, write } from './plan-address.js';
import { code } from './plan-code.js';
import { asFile, diary, forget, kept, store } from './plan-diary.js';
import { tenth, together, weekly } from './plan-rule.js';
import { amount, capital, kilometres, listed, make, miles, pace, phrase } from './plan-words.js';

const MORE = { minutes: 'longer', times: 'more often', speed: 'faster', slope: 'steeper' };
/** Weeks that stand open; on paper all do. */
const FEW = 6;
const LABELS = { minutes: 'Minutes each time', times: 'Times a week', speed: 'Speed', slope: 'Slope', weeks: 'Weeks' };
const PRINTED = { minutes: 'the minutes', times: 'how often', speed: 'a speed', slope: 'a slope' };

const form = document.querySelector('form.plan');
const result = document.querySelector('.plan-result');
const ask = document.querySelector('section.plan-ask');
const weeksTable = result.querySelector('.plan-weeks');
const allWeeks = result.querySelector('[data-do=weeks]');
const [rest, choices] = [form.querySelector('.rest'), form.querySelector('details')];
const [speed, slope] = ['speed', 'slope'].map((name) => form.querySelector(`[data-amount=${name}]`));
const [fit, ready] = ['.fit', '.ready'].map((part) => form.querySelector(part));
const blank = document.querySelector('.plan-blank');
const told = form.querySelector('output');
const notes = result.querySelector('.plan-notes');
const keep = result.querySelector('[name=keep]');
const [saidOfAddress, saidOfTicks] = result.querySelectorAll('.said');
const offer = document.querySelector('.plan-kept');
const data = JSON.parse(form.dataset.plan);
const names = Object.keys(data.amounts);
const ends = ['start', 'goal'];
const ticks = new Set();
let plan;
let made;
/** What had to be corrected and who asked for it, until the plan is changed. */
let corrections = [[], ''];
let pause;

function place() {
  return data.places[plan.place];
}

// --- the form ---

function shown(name, value) {
  return name === 'speed' && plan.unit === 'mph' ? miles(value) : tenth(value);
}

function fill() {
  for (const name of ['condition', 'place', 'unit']) form.elements[name].value = plan[name];
  for (const tick of ticked()) tick.checked = plan[tick.name];
  form.elements.sloping.checked = plan.goal.slope > 0;
  speed.disabled = slope.disabled = false;
  fillNumbers();
  showParts();
  const usually = usual(data);
  const otherwise = plan.weeks !== usually.weeks || ends.some((end) => plan[end].times !== usually[end].times);
  if (otherwise) choices.open = true;
  for (const name of [...names, 'weeks']) fault(name, '', []);
}

/** Every number that can be seen as it was taken, to its last decimal. */
function fillNumbers() {
  form.elements.weeks.value = plan.weeks;
  for (const field of form.querySelectorAll('[data-amount]:enabled input[type=text]')) {
    const [name, end] = field.name.split('-');
    field.value = shown(name, plan[end][name]);
  }
}

/** Only what there is to choose at this place; nothing where somebody has to be asked first. */
function showParts() {
  const condition = data.conditions[plan.condition];
  rest.hidden = condition?.plan === false;
  if (ask) {
    ask.hidden = !condition?.asking;
    const says = [condition?.asking?.says ?? '', rest.hidden ? `So this page makes no plan for ${condition.people}.` : ''];
    ask.querySelector('h2').textContent = condition?.asking?.title ?? '';
    ask.querySelector('p').textContent = says.join(' ');
  }
  fit.hidden = rest.hidden;
  asks(fit, `None of this is true for me. ${condition?.asking?.ready ?? ''}`.trim());
  ready.hidden = !place().ready;
  if (place().ready) asks(ready, place().ready);
  showKnown();
  speed.disabled = !place().speed;
  form.querySelector('.sloping').hidden = !place().slope;
  slope.disabled = !place().slope || !form.elements.sloping.checked;
}

/** What a tick says; who ticked something else has not said it. */
function asks(field, text) {
  const [label, box] = [field.querySelector('span'), field.querySelector('input')];
  if (label.textContent && label.textContent !== text) plan[box.name] = box.checked = false;
  label.textContent = text;
}

/** What is known of a slope for whom the plan is, beside its tick. */
function showKnown() {
  for (const known of form.querySelectorAll('#known-slope [data-of]')) known.hidden = !holds(known.dataset.of.split(' '));
  form.querySelector('#known-slope .none').textContent = noneKnown();
}

/** Whether it is known of those for whom the plan is; `conditions` is empty where it holds for anybody. */
function holds(conditions) {
  return !conditions.join('') || conditions.includes(plan.condition);
}

/** That no trial had a slope, where none had one. */
function noneKnown() {
  const own = (data.known.slope ?? []).some(({ conditions }) => conditions.includes(plan.condition));
  return own ? '' : `We found no trial of a slope for ${plan.condition ? people() : 'what you chose'}. `;
}

function known() {
  const told = (data.known.slope ?? []).filter(({ conditions }) => holds(conditions)).map(({ says }) => says);
  return [noneKnown(), ...told].join(' ').trim();
}

/** Why there is no plan yet; empty where there is one. */
function refused() {
  if (rest.hidden) return `Ask first: see above. No plan is made for ${data.conditions[plan.condition].people}.`;
  if (!plan.fit) return 'First read who should ask first, above. Tick the box if none of it is true for you. If any of it is, ask first.';
  if (place().ready && !plan.ready) return `${place().name}: first tick the box above if it is true. If it is not, stay indoors, on the floor.`;
  return '';
}

/** What is wrong with an amount, beside it and tied to the fields at fault. */
function fault(name, text, fields) {
  const error = form.querySelector(`#error-${name}`);
  error.textContent = text;
  error.hidden = !text;
  for (const field of form.querySelectorAll(`[aria-describedby~=error-${name}]`))
    field.setAttribute('aria-invalid', fields.includes(field));
}

/** What a field amounts to in the plan; what was not touched keeps its decimals. */
function meant(name, field, before) {
  const written = number(field.value);
  if (written === shown(name, before)) return before;
  return fitted(data, name, name === 'speed' && plan.unit === 'mph' ? kilometres(written) : written);
}

/** What is wrong with what is written in a field: text and fields at fault, or null. */
function wrong(name, field) {
  const written = number(field.value);
  const { least, most } = limits(data, name);
  if (Number.isNaN(written) || (whole(name) && !Number.isInteger(written))) {
    const example = name === 'weeks' ? data.weeks.usual : shown(name, data.amounts[name].start);
    return [`Write a ${whole(name) ? 'whole number' : 'number'}, such as ${example}.`, [field]];
  }
  if (written >= shown(name, least) && written <= shown(name, most)) return null;
  const why = name !== 'weeks' && written > shown(name, most) ? ' No finished programme that we read had more.' : '';
  return [`Give ${amount(name, least, most, plan.unit)}.${why}`, [field]];
}

/** Take the form over into the plan; a line for everything in it that cannot be taken. */
function take() {
  const before = plan.place;
  plan.condition = form.elements.condition.value;
  plan.place = form.elements.place.value;
  for (const tick of ticked()) plan[tick.name] = tick.checked;
  if (form.elements.unit.value !== plan.unit) {
    plan.unit = form.elements.unit.value;
    for (const end of ends) form.elements[`speed-${end}`].value = shown('speed', plan[end].speed);
  }
  showParts();
  if (rest.hidden) return [];
  // The fields keep what stood in them for the way back to a place that has a belt or a slope.
  flat(data, plan);
  if (slope.disabled) plan.start.slope = plan.goal.slope = 0;
  if (plan.place !== before && speed.disabled) for (const end of ends) plan[end].speed = usual(data)[end].speed;
  const faults = [];
  const check = (name, found) => {
    fault(name, ...(found ?? ['', []]));
    if (found) faults.push(`${LABELS[name]}: ${found[0]}`);
    if (found && choices.contains(form.querySelector(`#error-${name}`))) choices.open = true;
    return !found;
  };
  for (const { dataset, disabled } of form.querySelectorAll('[data-amount]')) {
    const name = dataset.amount;
    const [first, last] = ends.map((end) => form.elements[`${name}-${end}`]);
    const lower = () =>
      number(last.value) < number(first.value) ? ['“In the end” must not be less than “at first”.', [last]] : null;
    const found = disabled ? null : (wrong(name, first) ?? wrong(name, last) ?? lower());
    if (!check(name, found) || disabled) continue;
    plan.start[name] = meant(name, first, plan.start[name]);
    plan.goal[name] = Math.max(meant(name, last, plan.goal[name]), plan.start[name]);
  }
  const above = '“At first” is more than any trial that we read put together, and more than the post. Give less.';
  if (!faults.length && !together(data, plan.start)) check('minutes', [above, [form.elements['minutes-start']]]);
  const ofWeeks = form.elements.weeks;
  if (check('weeks', wrong('weeks', ofWeeks))) plan.weeks = meant('weeks', ofWeeks, plan.weeks);
  return faults;
}

// --- the plan ---

/** Its weeks, worked out in the unit that was chosen, so that a belt with miles gets whole tenths of a mile. */
function weeks() {
  const inUnit = (amounts) => ({ ...amounts, speed: shown('speed', amounts.speed) });
  const metric = (amounts) => (plan.unit === 'mph' ? { ...amounts, speed: kilometres(amounts.speed) } : amounts);
  const allowed = (amounts) => together(data, metric(amounts));
  const steps = names.map((of) => ({ of, by: data.amounts[of].by.map((by) => Math.max(0.1, shown(of, by))) }));
  const found = weekly(inUnit(plan.start), inUnit(plan.goal), steps, plan.weeks, allowed);
  const rungs = found.weeks.map(({ amounts, grown }) => ({ amounts: metric(amounts), grown }));
  return { ...found, reached: metric(found.reached), weeks: rungs };
}

/** Amounts that are told of this plan: a pace on the floor only where it is not the usual one. */
function tellable() {
  const usually = usual(data);
  const other = (name) => ends.some((end) => plan[end][name] !== usually[end][name]);
  const grows = plan.start.times !== plan.goal.times;
  const wanted = { minutes: true, times: grows, speed: place().speed || other('speed'), slope: plan.goal.slope > 0 };
  return names.filter((name) => wanted[name]);
}

function unit() {
  return place().speed ? plan.unit : 'pace';
}

/** What the last week of the plan holds. */
function farthest() {
  return names
    .filter((name) => name === 'times' || tellable().includes(name))
    .map((name) => phrase(name, made.weeks.at(-1).amounts[name], unit()))
    .join(', ');
}

function summary() {
  const parts = farthest();
  if (made.arrived === 1 && made.needed === 1) return `The same every week: ${parts}.`;
  if (made.arrived && cutShort()) return `This plan stops in week ${made.arrived}: ${parts}.`;
  if (made.arrived) return `You reach your goal in week ${made.arrived}: ${parts}.`;
  return `${tooFew()} You get as far as ${parts}.`;
}

function tooFew() {
  return `${amount('weeks', plan.weeks, plan.weeks)} will not do for this goal. It takes ${made.needed}.`;
}

/** Whether more was asked for than any walk put together: there the plan stops, and nobody's goal is what nobody did. */
function cutShort() {
  return names.some((name) => shown(name, made.reached[name]) < shown(name, plan.goal[name]));
}

/** What was asked for beyond that. */
function askedFor() {
  const parts = tellable().filter((name) => name !== 'times');
  return `You asked for ${parts.map((name) => phrase(name, plan.goal[name], unit())).join(', ')}. No trial that we read put these together, nor did the post. So the plan stops before.`;
}

function goal() {
  const parts = tellable().filter((name) => name !== 'minutes' && name !== 'times');
  const minutes = tenth(made.reached.minutes);
  return `Goal: ${[`${amount('minutes', minutes, minutes)} feel easy`, ...parts.map((name) => phrase(name, made.reached[name], unit()))].join(', ')}.`;
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
  return ` In ${studies === 1 ? 'one study' : `${studies} studies`} of ${people()} it was ${amount(name, low, high, unit())}.`;
}

function warnings() {
  const found = [];
  if (cutShort()) found.push(askedFor());
  const over = (name, known) => known && tenth(made.reached[name]) > known[1];
  const post = (name) => data.amounts[name].post;
  const told = (of, than) => {
    if (of.length) found.push(`${capital(listed(of.map((name) => MORE[name])))} than ${than(of)}.${of.map(usedSentence).join('')}`);
  };
  const above = names.filter((name) => over(name, post(name)));
  told(above, (of) => `the post, which says ${listed(of.map((name) => amount(name, ...post(name), unit())))}`);
  told(
    names.filter((name) => !above.includes(name) && over(name, used(name))),
    () => 'in any finished programme that says',
  );
  return found;
}

function note(kind, text) {
  return make('li', { class: kind }, text);
}

/** How fast where no belt sets it, as nobody in a corridor can tell 0.9 from 1 km/h. */
function slowly() {
  if (place().speed) return [];
  if (!tellable().includes('speed')) return [`Walk very slowly: ${pace(plan.start.speed)}.`];
  return [`This plan sets how far you walk in a minute: ${pace(plan.start.speed, plan.goal.speed)}. “Start again” takes that out.`];
}

function showNotes(corrected, whence) {
  result.querySelector('.plan-goal').textContent = goal();
  notes.replaceChildren(
    ...corrected.map((text) => note('warning', `${whence} asked for what this page cannot do. ${text}`)),
    // On screen the form says so.
    ...(made.arrived ? [] : [note('warning paper', `${tooFew()} The last week here: ${farthest()}.`)]),
    ...warnings().map((text) => note('warning', text)),
    ...(made.reached.slope > 0 ? [note('known', known())] : []),
    ...[...slowly(), ...place().notes].map((text) => note('place', text)),
  );
}

/** The whole address of this plan. */
function address() {
  const page = document.querySelector('link[rel=canonical]')?.href ?? location.href.split('#')[0];
  return `${page}#${write(data, plan)}`;
}

function showCode() {
  const told = make('span', { class: 'screen-only' }, 'This plan on a phone');
  result.querySelector('.plan-code').replaceChildren(code(address()), told);
}

/** What the sheet for the wall has to say by itself, and where this plan is found again. */
function showOnPaper() {
  const condition = data.conditions[plan.condition]?.name;
  result.querySelector('.plan-about').textContent = [condition, place().name].filter(Boolean).join(' · ');
  result.querySelector('.plan-address').textContent = `This plan again: ${address()}`;
  showCode();
}

/** Paper is no way round the question. */
function hideBlank() {
  if (blank) blank.hidden = Boolean(refused());
}

/** The plan, or why there is none. */
function showPlan() {
  saidOfAddress.textContent = '';
  result.hidden = Boolean(refused());
  hideBlank();
  if (result.hidden) return;
  made = weeks();
  showNotes(...corrections);
  weeksTable.replaceChildren(diary(made.weeks, tellable(), unit(), ticks, FEW));
  showWeeks();
  showOnPaper();
}

function showWeeks() {
  const all = weeksTable.classList.contains('all');
  allWeeks.hidden = made.weeks.length <= FEW;
  allWeeks.setAttribute('aria-expanded', all);
  allWeeks.textContent = all ? `Only the first ${FEW} weeks` : `All ${made.weeks.length} weeks`;
}

function tell(text) {
  if (told.textContent !== text) told.textContent = text;
}

// --- what the reader does ---

function change() {
  clearTimeout(pause);
  if (!result.hidden) corrections = [[], ''];
  const faults = take();
  if (faults.length) {
    result.hidden = true;
    hideBlank();
    tell(`${faults.join(' ')} Your plan comes back when the marked numbers are mended.`);
    return;
  }
  showPlan();
  tell(refused() || summary());
  if (!result.hidden) remember();
  history.replaceState(history.state, '', `#${write(data, plan)}`);
}

function remember() {
  if (keep.checked && !store(write(data, plan), ticks)) {
    keep.checked = false;
    saidOfTicks.textContent = 'This browser does not let the page keep anything.';
  }
}

/** Whatever is kept and is not this plan can be gone back to. */
function offerKept() {
  offer.hidden = keep.checked || !kept();
}

function keepOrForget() {
  if (!keep.checked) {
    forget();
    saidOfTicks.textContent = 'No longer kept on this device.';
  } else if (kept() && !confirm('Put this plan in the place of the one that you keep? Its ticks would be gone.')) {
    keep.checked = false;
  } else saidOfTicks.textContent = 'Kept on this device from now on.';
}

/** The plan of the address, else the one that this visit had, else the one that is kept, else the usual one. */
function wanted() {
  const asked = location.hash.slice(1);
  const own = kept();
  if (asksForPlan(data, asked)) return [...read(data, asked), 'The address'];
  if (history.state?.plan) return read(data, history.state.plan);
  return own ? [...read(data, own.plan), 'The plan that you keep'] : [usual(data)];
}

/** What somebody says of themselves: it is asked again wherever a plan was opened, and never kept. */
function ticked() {
  return [...form.querySelectorAll('[name=fit], [name=ready]')];
}

/** Another plan of whoever is at the page. */
function ofTheSame(found) {
  return { ...found, fit: plan.fit, ready: plan.ready };
}

/** Show a plan, with its ticks if it is the one that is kept. */
function use(found, corrected = [], whence = '') {
  const own = kept();
  plan = found;
  corrections = [corrected, whence];
  ticks.clear();
  saidOfTicks.textContent = '';
  keep.checked = Boolean(own) && write(data, read(data, own.plan)[0]) === write(data, plan);
  if (keep.checked) own.ticks.forEach((tick) => ticks.add(tick));
  fill();
  showPlan();
  offerKept();
  const things = corrected.length === 1 ? 'One thing' : `${corrected.length} things`;
  const parts = [
    corrected.length ? `${things} had to be corrected.` : '',
    // The notes that say what go with the weeks.
    result.hidden ? corrected.join(' ') : '',
    refused() || summary(),
    offer.hidden ? '' : 'Your kept plan is still on this device.',
  ];
  tell(parts.filter(Boolean).join(' '));
}

/** A place on the page is no plan: there the plan stays, a reload included. */
function open() {
  const asked = location.hash.slice(1);
  if (plan && asked && !asksForPlan(data, asked)) {
    history.replaceState({ ...history.state, plan: write(data, plan) }, '');
    return;
  }
  const [found, ...said] = wanted();
  if (!plan || write(data, found) !== write(data, plan)) use(found, ...said);
}

const actions = {
  back() {
    use(ofTheSame(read(data, kept().plan)[0]));
    history.pushState(null, '', `#${write(data, plan)}`);
    form.elements.condition.focus();
  },
  reset() {
    if (ticks.size && !keep.checked && !confirm('Start again? Your ticks would be gone.')) return;
    // What is kept stays as it is, and the plan before is one step back.
    use(ofTheSame(usual(data)));
    keep.checked = false;
    ticks.clear();
    showPlan();
    offerKept();
    history.pushState(null, '', `#${write(data, plan)}`);
    form.elements.condition.focus();
  },
  weeks() {
    weeksTable.classList.toggle('all');
    showWeeks();
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
    const file = new Blob([asFile(made.weeks, place().speed, ticks)], { type: 'text/csv' });
    // Never let go of: a browser may still be reading it, and it goes with the page.
    make('a', { href: URL.createObjectURL(file), download: 'walking-plan.csv' }).click();
    saidOfTicks.textContent = 'Saved as walking-plan.csv.';
  },
  clear() {
    if (!ticks.size || !confirm('Clear all your ticks?')) return;
    ticks.clear();
    remember();
    for (const box of result.querySelectorAll('.walk input')) box.checked = false;
    saidOfTicks.textContent = 'Your ticks are cleared.';
  },
};

form.addEventListener('input', ({ target }) => {
  clearTimeout(pause);
  // The smallest slope, so that the tick does something; whoever wants more writes it.
  if (target.name === 'sloping' && target.checked && !(number(form.elements['slope-goal'].value) > 0))
    form.elements['slope-goal'].value = data.amounts.slope.by[0];
  // Nobody can listen as fast as they type.
  pause = setTimeout(change, 400);
});
form.addEventListener('change', () => {
  change();
  if (!result.hidden) fillNumbers();
});
form.addEventListener('submit', (event) => event.preventDefault());
result.addEventListener('change', ({ target }) => {
  if (target === keep) keepOrForget();
  else if (target.checked) ticks.add(target.value);
  else ticks.delete(target.value);
  remember();
  offerKept();
});
for (const button of document.querySelectorAll('button[data-do]')) button.addEventListener('click', () => actions[button.dataset.do]());
addEventListener('hashchange', open);

result.querySelector('[data-do=share]').hidden = !navigator.share;
// Paper alone has it, where a fault in the form leaves no plan to print.
blank?.classList.add('on-paper');
form.hidden = false;
open();
