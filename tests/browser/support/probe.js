// Put first into every page by the tests' server: notices what a page must
// not do and tells the server, since a page that is left takes its console
// with it.
(() => {
  const entries = [];
  const page = Math.random().toString(36).slice(2);
  const report = (kind, text) => {
    const entry = { id: `${page}-${entries.length}`, kind, text: String(text), page: location.href };
    entries.push(entry);
    navigator.sendBeacon('/__report', JSON.stringify(entry));
  };
  // Read by the test at its end, for what is still on its way.
  Object.defineProperty(window, '__probe', { value: entries });

  addEventListener('securitypolicyviolation', (event) => {
    report('policy', `${event.violatedDirective} ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
  }, true);
  // Captured, because failed resources do not bubble.
  addEventListener('error', (event) => {
    const element = event.target;
    if (element instanceof Element) {
      report('resource', `${element.localName} ${element.currentSrc || element.src || element.href}`);
    } else {
      report('error', `${event.message} in ${event.filename}:${event.lineno}`);
    }
  }, true);
  addEventListener('unhandledrejection', (event) => report('rejection', event.reason));
  for (const level of ['error', 'warn']) {
    const log = console[level];
    console[level] = (...parts) => {
      report(`console.${level}`, parts.join(' '));
      log.apply(console, parts);
    };
  }
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) {
        if (!shift.hadRecentInput) report('shift', shift.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }
})();
