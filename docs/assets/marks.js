// Marks the words that led here from the search, which the address has after "?h=".

const words = (new URLSearchParams(location.search).get('h') ?? '').split(/[\s-]+/).filter((word) => word.length > 1);
const asked = new RegExp(`(?<![\\p{L}\\d])(${words.map(escaped).join('|')})`, 'giu');

function escaped(word) {
  return word.replace(/[|\\{}()[\]^$+*?.]/g, '\\$&');
}

/** Every text that readers see as such. */
function texts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('svg, script, option, textarea')) found.push(walker.currentNode);
  return found;
}

/** Words asked for stand at odd places of what split() returns, which keeps what is in brackets. */
function marked(text) {
  return text.split(asked).map((part, index) => {
    if (index % 2 === 0) return part;
    const mark = document.createElement('mark');
    mark.append(part);
    return mark;
  });
}

if (words.length) {
  for (const text of texts(document.querySelector('.md-content'))) {
    const parts = marked(text.data);
    if (parts.length > 1) text.replaceWith(...parts);
  }
}
