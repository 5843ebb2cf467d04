// Whoever comes for a part that has moved to a page one step behind is led on to it. Without this script they come to
// the link that leads there.
{
  /** The link to the part, or the one in which its name stands; a part within a part keeps its own name. */
  const leadOn = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = place?.closest('.behind a[href]');
    if (!link) return;
    const to = new URL(link.href);
    if (link !== place) to.hash = location.hash;
    location.replace(to);
  };
  addEventListener('hashchange', leadOn);
  leadOn();
}
