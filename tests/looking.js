// Runs in a page after axe, in Chromium and in Firefox alike, and says what axe finds in each of its modes.
//
// In light, axe applies all its rules for WCAG 2.2 A and AA to the whole page, folded parts open. Dark and print
// change nothing but colours and what is shown. The rules about colours take most of the time, so in each mode they
// are applied to every combination of text and grounds that no page before has had, and print's own parts get all
// rules.
globalThis.looking = (() => {
  const WCAG = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
  const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
  // axe measures the ground under a text by where things lie: these may lie upon others.
  const LIFTED = new Set(['absolute', 'fixed', 'sticky']);
  const seenInLight = new WeakSet();

  const isShown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
  const allShown = () => [...document.body.querySelectorAll('*')].filter(isShown);

  async function applied(context, runOnly, without = []) {
    const { violations, passes } = await axe.run(context, {
      runOnly,
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
      iframes: false,
      resultTypes: ['violations'],
    });
    return {
      rules: passes.map(({ id }) => id),
      faults: violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
        ),
      ),
    };
  }

  function unfold() {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
    for (const element of allShown()) seenInLight.add(element);
  }

  /** All rules on the whole page. */
  async function everything() {
    unfold();
    return applied(document, WCAG);
  }

  /** All rules but those about colours on the whole page. */
  async function allButColours() {
    unfold();
    return applied(document, WCAG, COLOURS.values);
  }

  /** What the contrast of the text in an element hangs on, as one line. */
  function combination(element, styles) {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = styles(element);
    const parts = [color, fontSize, fontWeight, textDecorationLine, textShadow];
    if (element.parentElement) parts.push(styles(element.parentElement).color);
    let lifted = false;
    const path = [];
    for (let place = element; place; place = place.parentElement) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position } = styles(place);
      parts.push(backgroundColor, backgroundImage, opacity, filter, mixBlendMode);
      path.push(`${place.localName}.${place.getAttribute('class') ?? ''}`);
      lifted ||= LIFTED.has(position);
    }
    // Grounds without a colour of their own are most of all.
    const line = parts.join('|').replaceAll('rgba(0, 0, 0, 0)|none|1|none|normal', '');
    return lifted ? `${line}|${path.join('<')}` : line;
  }

  const hasText = (element) =>
    element.matches('input, select, textarea') ||
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  /** The rules about colours on what `known` combinations leave; returns the new ones too. */
  async function colours(known) {
    const kept = new Map();
    const styles = (element) => {
      if (!kept.has(element)) kept.set(element, getComputedStyle(element));
      return kept.get(element);
    };
    const before = new Set(known);
    const fresh = new Map();
    for (const element of allShown().filter(hasText)) {
      const line = combination(element, styles);
      if (!before.has(line) && !fresh.has(line)) fresh.set(line, element);
    }
    const found = fresh.size ? await applied({ include: [...fresh.values()] }, COLOURS) : { faults: [] };
    return { faults: found.faults, fresh: [...fresh.keys()] };
  }

  /** All rules on what was not shown in light. */
  async function additions() {
    const added = new Set(allShown().filter((element) => !seenInLight.has(element)));
    const whole = [...added].filter((element) => !added.has(element.parentElement));
    return whole.length ? (await applied({ include: whole }, WCAG)).faults : [];
  }

  return { everything, allButColours, colours, additions };
})();
