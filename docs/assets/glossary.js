// Shows the meaning of a word while the pointer rests on it or the keyboard stands at it. Without this script a tap or
// Enter does it; a browser that knows no popovers follows the link to the page of all words.

const wide = matchMedia('(min-width: 45em)');
/** Pixels round a word that show that it has the focus. */
const RING = 6;

for (const term of document.querySelectorAll('button.term')) {
  const word = document.getElementById(term.getAttribute('popovertarget'));
  if (word.showPopover) explain(term, word);
  else term.addEventListener('click', () => word.querySelector('a').click());
}

function explain(term, word) {
  const show = () => {
    if (word.matches(':popover-open')) return;
    word.showPopover({ source: term });
    place(term, word);
  };
  // A tap opens it without this script.
  word.addEventListener('toggle', ({ newState }) => newState === 'open' && place(term, word));
  const leave = ({ relatedTarget: to, type }) => {
    if (term.contains(to) || word.contains(to)) return;
    // Whoever goes on by keyboard must see where, wherever the pointer lies.
    const gone = type === 'focusout' && to;
    // From the word to the foot of a small window is a long way for a pointer.
    const onTheWay = type === 'pointerleave' && !wide.matches;
    const looked = term.matches(':hover, :focus-visible') || word.matches(':hover, :focus-within');
    if (gone || !(onTheWay || looked)) word.hidePopover();
  };
  const ifMouse = (act) => (event) => event.pointerType === 'mouse' && act(event);

  // A mouse has opened it before it clicks; its click must not close it again. A second tap may.
  if (matchMedia('(hover: hover)').matches) term.popoverTargetAction = 'show';
  term.addEventListener('pointerenter', ifMouse(show));
  term.addEventListener('focus', ({ relatedTarget: from }) => {
    // Escape gives the focus back to the word: it must not open what has just been put away.
    if (term.matches(':focus-visible') && !word.contains(from)) show();
  });
  for (const part of [term, word]) {
    part.addEventListener('pointerleave', ifMouse(leave));
    part.addEventListener('focusout', leave);
  }
}

/** Puts the meaning right under its word, or above it where there is no room; a small window has it at its foot, or at
    its top where it would lie on the word. */
function place(term, word) {
  word.removeAttribute('style');
  const { left, top, bottom } = term.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  if (!wide.matches) {
    const below = clientHeight - bottom;
    if (word.offsetHeight > below - RING && top > below) word.style.inset = '0 0 auto';
    word.style.maxHeight = `${Math.max(top, below) - RING}px`;
    return;
  }
  const y = bottom + word.offsetHeight <= clientHeight ? bottom : top - word.offsetHeight;
  const x = Math.max(0, Math.min(left, clientWidth - word.offsetWidth));
  word.style.position = 'absolute';
  word.style.inset = `${scrollY + y}px auto auto ${scrollX + x}px`;
}
