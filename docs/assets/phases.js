// Shows the phases of a movement one at a time, by hand or slowly by themselves once asked.
// Without this script, and until a button is pressed, all of them are there side by side.

const SECONDS = 2;
const list = document.querySelector('.phases');
const phases = [...list.children];
const controls = document.querySelector('.phase-controls');
const told = controls.querySelector('output');
const [previous, next, play, all] = controls.querySelectorAll('button');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let now = -1;
let timer;

function show(index) {
  now = (index + phases.length) % phases.length;
  phases.forEach((phase, at) => {
    phase.hidden = at !== now;
  });
  list.classList.add('single');
  all.ariaDisabled = false;
  const words = phases[now].querySelector('strong').textContent;
  told.textContent = `${now + 1} of ${phases.length}: ${words}`;
}

function stop() {
  clearInterval(timer);
  timer = undefined;
  play.textContent = play.dataset.play;
}

/** By hand: whoever listens is told; what moves by itself would talk without end. */
function step(index) {
  stop();
  told.ariaLive = 'polite';
  show(index);
}

function start() {
  told.ariaLive = 'off';
  play.textContent = play.dataset.stop;
  show(now + 1);
  timer = setInterval(() => show(now + 1), SECONDS * 1000);
}

function showAll() {
  stop();
  now = -1;
  phases.forEach((phase) => {
    phase.hidden = false;
  });
  list.classList.remove('single');
  all.ariaDisabled = true;
  told.textContent = 'All four are shown.';
}

function offerMotion() {
  if (calm.matches) stop();
  play.hidden = calm.matches;
}

previous.addEventListener('click', () => step(now < 0 ? phases.length - 1 : now - 1));
next.addEventListener('click', () => step(now + 1));
play.addEventListener('click', () => (timer ? stop() : start()));
all.addEventListener('click', () => now < 0 || showAll());
calm.addEventListener('change', offerMotion);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) stop();
});

// Disabled for good it would lose the focus of whoever presses it.
all.disabled = false;
all.ariaDisabled = true;
offerMotion();
controls.hidden = false;
