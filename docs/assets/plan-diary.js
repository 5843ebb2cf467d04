// The weeks of a plan with a box to tick for every walk; kept in this browser only if the reader asks for it.
import { tenth } from './plan-rule.js';
import { make, miles, phrase } from './plan-words.js';

const KEPT = 'plan';
const HEADS = ['Week', 'Minutes', 'Walks done'];

/**
 * The table of all weeks. `told` names the amounts that stand beside the minutes, `ticks` holds "week-walk" of each
 * walk that is done. Weeks after the first `few` are marked as later.
 */
export function diary(weeks, told, unit, ticks, few) {
  const names = told.filter((name) => name !== 'minutes');
  // Where nothing but the minutes grows, the minutes say so themselves.
  const several = weeks.some(({ grown }) => grown && grown !== 'minutes');
  const rows = weeks.map(({ amounts, grown }, index) =>
    make(
      'tr',
      { class: index >= few && 'later' },
      make('th', { scope: 'row' }, `${index + 1}`),
      make('td', {}, ...amountsOf(amounts, several && grown, names, unit)),
      make('td', {}, make('div', { class: 'walks' }, ...boxes(index + 1, amounts.times, ticks))),
    ),
  );
  const scale = make('span', { class: 'on-paper' }, ' Pain before → after each walk: 0 is none, 10 the worst you can think of.');
  const say = several ? 'Tick each walk. One thing changes at a time; ▲ shows what.' : 'Tick each walk.';
  return make(
    'table',
    { class: 'diary' },
    make('caption', {}, say, scale),
    make('thead', {}, make('tr', {}, ...HEADS.map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, ...rows),
  );
}

function amountsOf(amounts, grown, names, unit) {
  const part = (name, text) => make('span', { class: name === 'minutes' ? 'part first' : 'part' }, name === grown ? more(text) : text);
  // How often stands beside it as boxes; a word only where it is more.
  const others = names.filter((name) => name !== 'times' || name === grown);
  return [part('minutes', `${amounts.minutes}`), ...others.map((name) => part(name, phrase(name, amounts[name], unit)))];
}

function more(text) {
  return make('strong', {}, sign(), text);
}

function sign() {
  return make('span', {}, make('span', { 'aria-hidden': 'true' }, '▲ '), make('span', { class: 'visually-hidden' }, 'more: '));
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

/** The weeks as a table for spreadsheets, a line per walk; `belt` says whether a speed can be set. */
export function asFile(weeks, belt, ticks) {
  const lines = weeks.flatMap(({ amounts }, index) =>
    Array.from({ length: amounts.times }, (_, walk) => [
      index + 1,
      walk + 1,
      amounts.minutes,
      belt ? tenth(amounts.speed) : '',
      belt ? miles(amounts.speed) : '',
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
