// Shows the rows of the table of all studies that the reader chooses, and keeps the choice in the address.
// Without this script the form stays hidden and the whole table is there.

const form = document.querySelector('form.finder');
const table = document.querySelector('form.finder ~ table');
const told = form.querySelector('output');
const controls = [...form.elements].filter((control) => control.name);
const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: folded(row.textContent) }));
let pause;

/** Text without accents, capitals and punctuation: "Parkinson’s, São" -> "parkinson s sao". */
function folded(text) {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function fits({ row, text }) {
  return controls.every(({ name, value }) =>
    name === 'words'
      ? folded(value).split(' ').every((word) => text.includes(word))
      : !value || row.dataset[name].split(' ').includes(value),
  );
}

function choose() {
  for (const entry of rows) entry.row.hidden = !fits(entry);
  table.hidden = rows.every(({ row }) => row.hidden);
}

function tell() {
  const shown = rows.filter(({ row }) => !row.hidden).length;
  const advice = shown ? '' : ' Take away a word or a filter, or clear all.';
  told.textContent = `${shown} of ${rows.length} studies and reviews shown.${advice}`;
}

function writeAddress() {
  const address = new URL(location);
  for (const { name, value } of controls) {
    if (value.trim()) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, '', address);
}

function readAddress() {
  const asked = new URLSearchParams(location.search);
  for (const control of controls) {
    control.value = asked.get(control.name) ?? '';
    if (control.selectedIndex === -1) control.value = '';
  }
  choose();
  tell();
}

form.addEventListener('input', () => {
  choose();
  clearTimeout(pause);
  // Browsers refuse an address that changes with every letter, and nobody can listen so fast.
  pause = setTimeout(() => {
    tell();
    writeAddress();
  }, 400);
});
// Before a link is followed, so that the way back leads to the same rows.
form.addEventListener('change', writeAddress);
form.addEventListener('submit', (event) => event.preventDefault());
form.querySelector('button').addEventListener('click', () => {
  form.reset();
  choose();
  tell();
  writeAddress();
});
addEventListener('popstate', readAddress);

readAddress();
form.hidden = false;
