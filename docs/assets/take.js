// Print a page, hand it on, or take three lines of it along. All words were made with the page: here they are only moved.
const ways = { print: () => print(), copy, share };
for (const button of document.querySelectorAll('.take button')) button.onclick = () => ways[button.dataset.do](button);

const SECONDS = 4;

/** Answer, certainty, day, version and address, for somebody's own records. */
function copy(button) {
  return toClipboard(button, lines(button), 'Copied');
}

/** Hand answer and address to another program, or to the clipboard where none can be chosen. */
async function share(button) {
  const url = document.querySelector('link[rel=canonical]')?.href ?? location.href;
  const text = lines(button).slice(0, -1);
  if (!navigator.share) return toClipboard(button, [...text, url], 'Answer and address copied');
  try {
    await navigator.share({ title: document.title, text: text.join('\n'), url });
  } catch (refused) {
    if (refused.name !== 'AbortError') show(button, [...text, url]);
  }
}

/** The lines beside the button; the last one has the address. */
function lines(button) {
  return JSON.parse(button.closest('[data-notes]').dataset.notes);
}

async function toClipboard(button, taken, told) {
  try {
    await navigator.clipboard.writeText(taken.join('\n'));
    said(button, told);
  } catch {
    show(button, taken);
  }
}

/** Where nothing may be put on the clipboard, the lines stand below, marked, to be copied by hand. */
function show(button, taken) {
  const row = button.closest('.take');
  row.nextElementSibling?.matches('.taken') && row.nextElementSibling.remove();
  const field = document.createElement('textarea');
  Object.assign(field, { className: 'taken', readOnly: true, rows: 7, value: taken.join('\n'), ariaLabel: 'To copy by hand' });
  row.after(field);
  field.focus();
  field.select();
}

/** Told for a while in the place of the button's words, to who hears the page too. */
function said(button, text) {
  button.dataset.words ??= button.textContent;
  button.ariaLive = 'polite';
  button.textContent = text;
  clearTimeout(button.pause);
  button.pause = setTimeout(() => (button.textContent = button.dataset.words), SECONDS * 1000);
}
