// A page that has moved leads on, with what was chosen and the place that was meant.
{
  const { to } = document.currentScript.dataset;
  location.replace(new URL(to + location.search + location.hash, location.href));
}
