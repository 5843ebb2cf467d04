// The weeks of a plan with a box to tick for every walk; kept in this browser only if the reader asks for it.
import { tenth } from './plan-rule.js';
import { amount, make, miles, phrase, table } from './plan-words.js';

const KEPT = 'plan';

/** The table of all weeks; `ticks` holds "week-walk" of each walk that is done. */
export function diary(weeks, unit, ticks) {
  const rows = weeks.map(({ amounts, grown }, index) => [
    `Week ${index + 1}`,
    ['Each time', each(amounts, grown, unit)],
    ['In all', [total(amounts), make('small', {}, walks(amounts, grown))]],
    ['Walks', make('div', { class: 'walks' }, ...boxes(index + 1, amounts.times, ticks))],
  ]);
  const scale = make('span', { class: 'on-paper' }, ' Pain before → after each walk: 0 is none, 10 the worst you can think of.');
  const heads = ['Week', 'Each time', 'In all', 'Walks'];
  return table('diary', ['Tick each walk. One thing changes at a time; ▲ shows what.', scale], heads, rows);
}

function each(amounts, grown, unit) {
  return ['minutes', 'speed', 'slope'].map((name) =>
    make('span', { class: 'part' }, marked(phrase(name, amounts[name], unit), name === grown)),
  );
}

function marked(text, more) {
  return more ? make('strong', {}, sign(), text) : text;
}

function sign() {
  return make('span', {}, make('span', { 'aria-hidden': 'true' }, '▲ '), make('span', { class: 'visually-hidden' }, 'more: '));
}

function total(amounts) {
  const minutes = tenth(amounts.minutes * amounts.times);
  return amount('minutes', minutes, minutes);
}

function walks({ times }, grown) {
  return marked(times === 1 ? '1 walk' : `${times} walks`, grown === 'times');
}

function boxes(week, times, ticks) {
  return Array.from({ length: times }, (_, index) => {
    const value = `${week}-${index + 1}`;
    const box = make('input', { type: 'checkbox', value, 'aria-label': `Week ${week}, walk ${index + 1}` });
    box.checked = ticks.has(value);
    const pain = make('span', { class: 'pain' }, make('i'), '→', make('i'));
    return make('label', { class: 'walk' }, box, make('span', { 'aria-hidden': 'true' }, `${index + 1}`), pain);
  });
}

/** The weeks as a table for spreadsheets, a line per walk. */
export function asFile(weeks, ticks) {
  const lines = weeks.flatMap(({ amounts }, index) =>
    Array.from({ length: amounts.times }, (_, walk) => [
      index + 1,
      walk + 1,
      amounts.minutes,
      tenth(amounts.speed),
      miles(amounts.speed),
      amounts.slope,
      ticks.has(`${index + 1}-${walk + 1}`) ? 'yes' : 'no',
    ]),
  );
  const heads = ['week', 'walk', 'minutes', 'speed_km_h', 'speed_mph', 'slope_percent', 'done'];
  return [heads, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** What this browser keeps: { plan: address, ticks: [...] }, or null. */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT));
    return Array.isArray(found?.ticks) && typeof found.plan === 'string' ? found : null;
  } catch {
    return null;
  }
}

/** Keep it; false where the browser does not allow that. */
export function store(plan, ticks) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ plan, ticks: [...ticks] }));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
