// Print a page, hand it on, or take three lines of it along. All words were made with the page: here they are only moved.
const ways = { print: () => print(), copy, share };
for (const button of document.querySelectorAll('.take button')) button.onclick = () => ways[button.dataset.do](button);

/** Answer, certainty, day, version and address, for somebody's own records. */
async function copy(button) {
  const lines = JSON.parse(button.closest('[data-notes]').dataset.notes).join('\n');
  try {
    await navigator.clipboard.writeText(lines);
    said(button, 'Copied');
  } catch {
    // Where nothing may be put there, the lines can be marked by hand.
    said(button, lines);
  }
}

/** Hand answer and address to another program, or keep the address for pasting where none can be chosen. */
async function share(button) {
  const url = document.querySelector('link[rel=canonical]')?.href ?? location.href;
  try {
    const text = document.querySelector('meta[name=description]').content;
    if (navigator.share) return await navigator.share({ title: document.title, text, url });
    await navigator.clipboard.writeText(url);
    said(button, 'Address copied');
  } catch (refused) {
    if (refused.name !== 'AbortError') said(button, url);
  }
}

/** Told in the place of the button's words, to who hears the page too. */
function said(button, text) {
  button.ariaLive = 'polite';
  button.textContent = text;
}
