// The rule that makes the weeks of a plan: one thing at a time, not more than once a week, in the order of `steps`.

/**
 * Whether some programme, or the post, put so much of everything together in one walk; whatever is no more than at the
 * very first does not count, as few programmes print it. `amounts` in km/h.
 */
export function together(data, amounts) {
  const more = ['minutes', 'speed', 'slope'].filter((name) => tenth(amounts[name]) > data.amounts[name].start);
  return data.together.some((walk) => more.every((name) => name in walk && tenth(amounts[name]) <= walk[name]));
}

/**
 * The weeks from `start` to `goal`, both { name: amount }. `steps` is [{ of: name, by: [smallest, largest] }].
 * The smallest steps that fit into the weeks are taken. Amounts have one decimal place. Nobody climbs past the last rung
 * that is `allowed`.
 *
 * Returns { weeks: [{ amounts, grown: name or null }], arrived: number of the week that reaches the goal or null,
 * needed: how many weeks the steps that were taken need, reached: amounts of their last rung }. Weeks that are left over
 * stay there.
 */
export function weekly(start, goal, steps, weeks, allowed = () => true) {
  const small = climb(start, goal, steps, 0, allowed);
  const taken = small.length > weeks ? climb(start, goal, steps, 1, allowed) : small;
  const reached = taken.at(-1).amounts;
  const stay = { amounts: reached, grown: null };
  const arrived = taken.length <= weeks ? taken.length : null;
  return {
    weeks: Array.from({ length: weeks }, (_, week) => taken[week] ?? stay),
    arrived,
    needed: taken.length,
    reached,
  };
}

/** Every rung from start to goal, or to the last that is allowed, a week each, by the smallest (0) or the largest (1) steps. */
function climb(start, goal, steps, size, allowed) {
  const rungs = [{ amounts: start, grown: null }];
  for (const { of, by } of steps) {
    let amounts = rungs.at(-1).amounts;
    while (amounts[of] < goal[of]) {
      amounts = { ...amounts, [of]: Math.min(goal[of], tenth(amounts[of] + by[size])) };
      if (!allowed(amounts)) return rungs;
      rungs.push({ amounts, grown: of });
    }
  }
  return rungs;
}

/** To one decimal place: 0.1 + 0.2 -> 0.3. */
export function tenth(value) {
  return Math.round(value * 10) / 10;
}
