// Starts the app, and says so plainly where it cannot run: it works before,
// without and after the WebAssembly.

const texts = {
  en: {
    lead: 'This blog could not start in your browser.',
    trap: 'Something went wrong, and the blog has stopped.',
    slow: 'This is taking long.',
    posts: 'The posts can be read as plain text:',
    retry: 'Try again',
  },
  ru: {
    lead: 'Блог не удалось запустить в этом браузере.',
    trap: 'Произошла ошибка, и блог остановился.',
    slow: 'Загрузка затянулась.',
    posts: 'Посты можно прочитать простым текстом:',
    retry: 'Повторить',
  },
};
const patience = 20_000; // milliseconds until a slow start is admitted
const paintLimit = 1_000; // milliseconds that a drawn page may take to be painted
const moduleLimit = 30_000; // milliseconds that a module of the app may take to load

const script = document.querySelector('script[data-wasm]');
const root = document.getElementById('inkfold');
const base = new URL('.', import.meta.url);
const wasm = new URL(script.dataset.wasm, document.baseURI);
const reader = new URL(script.dataset.reader, document.baseURI);
const math = new URL(script.dataset.math, document.baseURI);
// The mode of the preload, so that WebKit does not load it twice.
const asPreloaded = { mode: 'no-cors', credentials: 'include' };
// Now: relative addresses lead elsewhere once the app changes the address bar.
const later = document.getElementById('inkfold-later'); // on drawn pages
const announced = [document, later?.content]
  .flatMap((part) => [...part?.querySelectorAll('link[as=fetch][href$=".md"]') ?? []])
  .map((link) => new URL(link.getAttribute('href'), document.baseURI).href);
const text = texts[document.documentElement.lang.slice(0, 2)] ?? texts.en;
let notice; // what stands in for the app, once it has to

function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  made.append(...content);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Back at the place that the app has kept (see history.rs), at once: where the
// build has drawn the page, it is here before the app.
try {
  const kept = sessionStorage.getItem('inkfold-scroll') ?? '';
  const place = kept.split('\n').find((line) => line.startsWith(`${history.state} `));
  if (place) scrollTo(0, Number(place.split(' ')[1]));
} catch {
  // Storage is forbidden: the page stays where the browser shows it.
}

// Whether the page has moved since: a reader who is at its top again has left
// the place that the address names.
let moved = scrollY > 0;
addEventListener('scroll', () => { moved = true; }, { once: true });

// The raw posts: those this page announces, and those that site.yaml lists, a
// line each. More of YAML than that is the app's to read.
async function rawPosts() {
  const addresses = new Set(announced);
  const item = /^[ \t]*-[ \t]+(["']?)([^"'\n*?:]+?\.md)\1[ \t]*(?:[ \t]#.*)?\r?$/gm;
  try {
    const answer = await fetch(new URL('content/site.yaml', base), asPreloaded);
    const listed = answer.ok ? await answer.text() : '';
    for (const [, , path] of listed.matchAll(item)) {
      addresses.add(new URL(`content/${encodeURI(path)}`, base).href);
    }
  } catch {
    // Offline: what the page announces has to do.
  }
  return [...addresses];
}

async function standIn(sentence, reason) {
  root.dataset.state = 'error';
  const retry = element('button', [text.retry], { type: 'button' });
  retry.addEventListener('click', () => location.reload());
  const parts = [element('p', [element('strong', [sentence])])];
  if (reason) parts.push(element('p', [element('code', [reason])]));
  notice?.remove();
  notice = element('div', [...parts, retry], { role: 'alert', class: 'alert' });
  root.prepend(notice);
  const shown = notice;
  const links = (await rawPosts()).map((address) => {
    const name = decodeURI(address.slice(new URL('content/', base).href.length));
    return element('li', [element('a', [name], { href: address })]);
  });
  if (links.length) shown.append(element('p', [text.posts]), element('ul', links));
}

// A trap in WebAssembly leaves the app dead. What is on the page stays, and
// links are the browser's again; the button is ours.
let running = false;
function onTrap(error) {
  if (!running || !(error instanceof WebAssembly.RuntimeError)) return;
  running = false;
  const keepFromApp = (event) => {
    if (!notice?.contains(event.target)) event.stopImmediatePropagation();
  };
  addEventListener('click', keepFromApp, true);
  standIn(text.trap);
}
addEventListener('error', (event) => onTrap(event.error));
addEventListener('unhandledrejection', (event) => onTrap(event.reason));

// Code is dressed and videos are played by scripts of their own, which pages
// without either never load.
async function dress(selector, script) {
  if (!root.querySelector(selector)) return;
  try {
    const module = await import(new URL(script, base));
    await module.dress(root, document.documentElement.lang);
  } catch {
    // They stay as they are.
  }
}
root.addEventListener('inkfold-ready', () => {
  dress('pre > code:not([data-dressed])', 'code/dress.js');
  dress('.video:not([data-ready])', 'video/play.js');
});

// A broken file may lie in a cache (WebKit keeps even a 404): once more past
// it.
async function instantiate(module, address) {
  try {
    await module.default({ module_or_path: fetch(address, asPreloaded) });
  } catch {
    await module.default({ module_or_path: fetch(`${address}?again=${Date.now()}`) });
  }
}

// What reads raw posts and what typesets formulas are modules of their own: the
// app asks for them where there are some. Who asks again wants another: the last
// was not to be had, which a script remains under its address, or has trapped.
function loaderOf(script) {
  const binary = script.href.replace(/\.js$/, '_bg.wasm');
  let again = '';
  return async () => {
    try {
      const loading = import(script.href + again).then(async (module) => {
        await instantiate(module, binary);
        return module;
      });
      const limit = new Promise((_, reject) => { setTimeout(reject, moduleLimit); });
      return await Promise.race([loading, limit]);
    } catch {
      throw binary;
    } finally {
      again = `?again=${Date.now()}`;
    }
  };
}

// A drawn page is on screen before anything of the app is asked for: that would
// take the network and the processor from it. Nothing is painted where nobody
// looks.
function painted() {
  return new Promise((done) => {
    setTimeout(done, paintLimit);
    if (PerformanceObserver.supportedEntryTypes?.includes('paint')) {
      new PerformanceObserver(done).observe({ type: 'paint', buffered: true });
    } else {
      requestAnimationFrame(() => setTimeout(done));
    }
  });
}

const slow = setTimeout(() => standIn(text.slow), patience);
try {
  if (later) {
    await painted();
    document.head.append(later.content);
  }
  const app = await import(new URL(script.dataset.js, document.baseURI));
  await instantiate(app, wasm);
  clearTimeout(slow);
  notice?.remove();
  running = true;
  app.start(root, base.href, loaderOf(reader), loaderOf(math), moved);
} catch (error) {
  clearTimeout(slow);
  running = false;
  standIn(text.lead, String(error?.message ?? error));
}
