// The rule that makes the weeks of a plan: one thing at a time, not more than once a week, in the order of `steps`.

/**
 * The weeks from `start` to `goal`, both { name: amount }. `steps` is [{ of: name, by: [smallest, largest] }].
 * The smallest steps that fit into the weeks are taken. Amounts have one decimal place.
 *
 * Returns { weeks: [{ amounts, grown: name or null }], arrived: number of the week that reaches the goal or null,
 * needed: how many weeks the steps that were taken need }. Weeks that are left over stay at the goal.
 */
export function weekly(start, goal, steps, weeks) {
  const small = climb(start, goal, steps, 0);
  const taken = small.length > weeks ? climb(start, goal, steps, 1) : small;
  const stay = { amounts: taken.at(-1).amounts, grown: null };
  const arrived = taken.length <= weeks ? taken.length : null;
  return {
    weeks: Array.from({ length: weeks }, (_, week) => taken[week] ?? stay),
    arrived,
    needed: taken.length,
  };
}

/** Every rung from start to goal, a week each, with the smallest (0) or the largest (1) steps. */
function climb(start, goal, steps, size) {
  const rungs = [{ amounts: start, grown: null }];
  for (const { of, by } of steps) {
    let amounts = rungs.at(-1).amounts;
    while (amounts[of] < goal[of]) {
      amounts = { ...amounts, [of]: Math.min(goal[of], tenth(amounts[of] + by[size])) };
      rungs.push({ amounts, grown: of });
    }
  }
  return rungs;
}

/** To one decimal place: 0.1 + 0.2 -> 0.3. */
export function tenth(value) {
  return Math.round(value * 10) / 10;
}
