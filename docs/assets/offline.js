// Has the browser keep the guide, the plan and what is opened, to be read without a network. How: service-worker.js.
// Where a browser cannot or may not, nothing changes.
async function keep() {
  try {
    await navigator.serviceWorker.register(new URL('../service-worker.js', import.meta.url));
  } catch {
    // Everything is there as long as the network is.
  }
}
// What has a secure context and came over a network, came by https or from this machine.
if (isSecureContext && location.protocol !== 'file:' && 'serviceWorker' in navigator) {
  // The page itself comes first.
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep);
}
