// There before a page: tells when the article is on screen, when the largest
// thing was painted last, and how far what was there has moved.
(phrase) => {
  const told = { shown: 0, painted: 0, shifted: 0 };
  window.told = told;

  const watch = (type, tell) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(tell));
    observer.observe({ type, buffered: true });
  };
  watch('largest-contentful-paint', (paint) => { told.painted = paint.startTime; });
  watch('layout-shift', (shift) => { if (!shift.hadRecentInput) told.shifted += shift.value; });

  // The phrase is in what a page brings for its scripts, too.
  const isThere = () => [...document.getElementsByTagName('p')]
    .some((paragraph) => paragraph.textContent.includes(phrase));
  // What a frame's callback posts comes when that frame is done.
  const afterTheFrame = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { told.shown = performance.now(); };
    port2.postMessage(null);
  };
  const changes = new MutationObserver(() => {
    if (!isThere()) return;
    changes.disconnect();
    requestAnimationFrame(afterTheFrame);
  });
  changes.observe(document, { childList: true, subtree: true, characterData: true });
}
