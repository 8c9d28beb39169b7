// A blog in other people's pages: `<inkfold-list>`, `<inkfold-post>` and
// `<inkfold-blog>`. Small, since every reader of those pages loads it; the app
// comes when the first element is about to be seen. Nothing of the page around
// is touched: all there is stands in shadow trees.

const base = new URL('.', import.meta.url);
// The names are put in here when the app is built (see `cargo xtask`).
const [script, wasm, reader, math, style] = 'INKFOLD_FILES'.split(' ').map((name) => new URL(name, base));
const drawnAnew = ['src', 'limit', 'tag', 'lang', 'href', 'heading-level'];
const ahead = '400px'; // how far below the window an element is loaded
const texts = {
  en: {
    source: '`src` has to be the http(s) address of a content folder or a post.',
    'not-markdown': '`src` has to be the http(s) address of a Markdown file.',
    policy: 'This page does not allow the blog’s program to run.',
    offline: 'There is no network.',
    unreachable: 'The blog could not be reached.',
  },
  ru: {
    policy: 'Эта страница не разрешает запустить программу блога.',
    offline: 'Нет сети.',
    unreachable: 'Блог не отвечает.',
  },
};

// What reads raw posts and what typesets formulas are modules of their own.
const loaderOf = (address) => async () => {
  const binary = address.href.replace(/\.js$/, '_bg.wasm');
  try {
    const module = await import(address);
    await module.default({ module_or_path: binary });
    return module;
  } catch {
    throw binary;
  }
};

// A policy that forbids WebAssembly forbids the smallest of modules.
function forbidsWebAssembly() {
  try {
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    return false;
  } catch {
    return true;
  }
}

// One program and one style sheet for all elements. After a failure the next
// element tries again.
let loading;
async function load() {
  let blocked = false;
  const onBlocked = (event) => { blocked ||= event.blockedURI.startsWith(base.origin); };
  document.addEventListener('securitypolicyviolation', onBlocked);
  try {
    const [app, css] = await Promise.all([import(script), fetch(style.href).then((it) => (it.ok ? it.text() : Promise.reject()))]);
    await app.default({ module_or_path: wasm.href });
    return { app, css };
  } catch (error) {
    loading = undefined;
    await new Promise((done) => { setTimeout(done); }); // what is blocked is said later
    // WebKit refuses to start a module only, and says why.
    blocked ||= forbidsWebAssembly() || /security policy/i.test(error);
    throw blocked ? 'policy' : navigator.onLine ? 'unreachable' : 'offline';
  } finally {
    document.removeEventListener('securitypolicyviolation', onBlocked);
  }
}

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    // Without a box of its own it is nowhere.
    if (isIntersecting || getComputedStyle(target).display === 'contents') target.load();
  }
}, { rootMargin: ahead });

// The size of the text around is that of `rem` in an element.
const measure = (frame) => frame.style.setProperty('--rem', getComputedStyle(frame.getRootNode().host).fontSize);
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.isConnected) measure(target);
});

// Until the rest comes; the page around may say otherwise.
const block = ':host{display:block}:host([hidden]){display:none}';

// One style sheet for all elements of a document: another's is none to it.
const sheets = new WeakMap();
function sheetOf(page, css) {
  const made = sheets.get(page) ?? {};
  sheets.set(page, made);
  if (!made[css]) {
    made[css] = new (page.defaultView ?? window).CSSStyleSheet();
    made[css].replaceSync(css);
  }
  return made[css];
}

class Inkfold extends HTMLElement {
  static observedAttributes = [...drawnAnew, 'theme', 'loading', 'fallback'];

  #root;
  #css = block;
  #slot; // what stands between the tags
  #note; // why there is nothing else
  #shown; // what is drawn, and how to end it
  #next; // what is on its way
  #turn = 0; // counts what was asked for: only the last counts
  #begun = false;
  #settle;
  #isSettled = false;
  #ready;

  /** Resolves to whether what is asked for now is shown. Never rejects. */
  get ready() {
    return (this.#ready ??= new Promise((settle) => { this.#settle = settle; }));
  }

  connectedCallback() {
    if (!this.#slot) {
      this.#slot = document.createElement('slot');
      this.#note = document.createElement('p');
      this.#note.hidden = true;
      this.#note.setAttribute('role', 'alert');
      this.#note.setAttribute('part', 'error');
      this.#root = this.attachShadow({ mode: 'open' });
      this.#root.append(this.#slot, this.#note);
      this.#clothe();
      this.dataset.state = 'loading';
      for (const key of keys) {
        if (!Object.hasOwn(this, key)) continue;
        const value = this[key]; // set before the element was defined
        delete this[key];
        this[key] = value;
      }
    }
    const frame = this.#shown?.frame;
    if (frame) measure(frame); // moved
    if (this.#begun) return;
    // Another document's window may be another one.
    if (this.loading === 'eager' || this.ownerDocument !== document) this.load();
    else near.observe(this);
  }

  // It is in another document, where it has lost its looks.
  adoptedCallback() {
    if (!this.#slot) return;
    this.#clothe();
    if (this.#shown?.frame) this.#dress(this.#shown.frame).catch(() => {});
  }

  #clothe() {
    this.#root.adoptedStyleSheets = [sheetOf(this.ownerDocument, this.#css)];
  }

  disconnectedCallback() {
    // Moved, it is back by then.
    queueMicrotask(() => { if (!this.isConnected) this.#end(); });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#slot) return;
    if (name === 'loading' && now === 'eager') this.load();
    // Colours are the style sheet's, but in a frame of another page.
    else if (this.#begun && (drawnAnew.includes(name) || !this.#shown?.frame)) this.#draw();
  }

  /** Loads and draws now, wherever the element is. */
  load() {
    near.unobserve(this);
    if (this.#begun || !this.isConnected) return;
    this.#begun = true;
    this.#draw();
  }

  #end() {
    near.unobserve(this);
    this.#turn += 1;
    this.#begun = false;
    this.#next?.end();
    this.#shown?.end();
    this.#next = this.#shown = undefined;
    this.#slot.style.display = '';
    this.#note.hidden = true;
    this.#settle?.(false);
    this.#isSettled = true;
    this.#wait();
  }

  // What is to come is not what was promised before.
  #wait() {
    this.dataset.state = 'loading';
    if (this.#isSettled) this.#ready = undefined;
    this.#isSettled = false;
  }

  async #draw() {
    const turn = ++this.#turn;
    this.#wait();
    let source;
    try {
      source = this.src && new URL(this.src, document.baseURI);
    } catch { /* none */ }
    if (!source || !/^https?:$/.test(source.protocol)) return this.#fail('source');
    const isPost = this.localName === 'inkfold-post';
    // A slash that is written as a number would climb out of the folder.
    if (isPost && !/^(?!.*%(2f|5c)).*\.(md|markdown)$/i.test(source.pathname)) return this.#fail('not-markdown');
    // What the page forbids it still forbids.
    if (this.#shown && !this.#shown.frame && this.fallback === 'frame' && this.#embed()) return;
    try {
      const { app, css } = await (loading ??= load());
      if (turn !== this.#turn || !this.isConnected) return;
      if (this.#css === block) {
        this.#css = css;
        this.#clothe();
      }
      this.#next?.end();
      const frame = document.createElement('div');
      frame.className = 'inkfold-frame';
      frame.hidden = true;
      this.#root.append(frame);
      measure(frame);
      sizes.observe(frame);
      frame.addEventListener('inkfold-ready', () => this.#show(frame, true));
      frame.addEventListener('inkfold-error', () => this.#show(frame, false));
      const number = app.mount(frame, this, source.href, loaderOf(reader), loaderOf(math));
      this.#next = {
        frame,
        end() {
          sizes.unobserve(frame);
          frame.remove();
          app.unmount(number);
        },
      };
    } catch (reason) {
      if (turn === this.#turn) this.#fail(typeof reason === 'string' ? reason : 'unreachable');
    }
  }

  // A frame has something to show, be it why there is nothing.
  #show(frame, isReady) {
    if (this.#next?.frame === frame) {
      this.#shown?.end();
      this.#shown = this.#next;
      this.#next = undefined;
    }
    if (this.#shown?.frame !== frame) return; // it was ended meanwhile
    frame.hidden = false;
    this.#shown.isReady ||= isReady;
    this.#slot.style.display = this.#shown.isReady ? 'none' : '';
    this.#note.hidden = true;
    this.#dress(frame).catch(() => {}); // it stays as it is
    this.#tell(isReady, frame.dataset.state);
  }

  async #dress(frame) {
    const language = this.lang || document.documentElement.lang || 'en';
    const code = [...frame.querySelectorAll('pre > code:not([data-dressed])')];
    const videos = [...frame.querySelectorAll('.video:not([data-ready])')];
    for (const block of code) block.dataset.dressed = '';
    for (const card of videos) card.dataset.ready = '';
    // Also where all is dressed, in a document that has no colours for it yet.
    if (frame.querySelector('[data-dressed]')) await (await import(new URL('code/dress.js', base))).dress(code, language, this.#root);
    if (videos.length) (await import(new URL('video/play.js', base))).prepare(videos, language);
  }

  #tell(isReady, state) {
    this.dataset.state = state;
    this.ready; // there is one to settle
    this.#settle(isReady);
    this.#isSettled = true;
  }

  #fail(reason) {
    this.#next?.end();
    this.#shown?.end();
    this.#next = this.#shown = undefined;
    this.#slot.style.display = '';
    const language = (this.lang || document.documentElement.lang).slice(0, 2);
    this.#note.textContent = texts[language]?.[reason] ?? texts.en[reason];
    this.#note.hidden = false;
    const detail = { reason, url: this.src };
    const turn = this.#turn;
    this.dispatchEvent(new CustomEvent('inkfold-error', { bubbles: true, composed: true, detail }));
    if (turn !== this.#turn) return; // somebody has mended it
    if (reason === 'policy' && this.fallback === 'frame') this.#embed();
    this.#tell(false, 'error');
  }

  // Where the page forbids WebAssembly, the blog's own page may run it; whether
  // there is one.
  #embed() {
    const [, root, path] = /^(.*\/)content(?:\/(.*))?$/.exec(new URL(this.src, document.baseURI)) ?? [];
    if (!root) return false;
    this.#shown?.end();
    this.#slot.style.display = '';
    const page = new URL('embed.html', root);
    const kind = this.localName.slice(8);
    page.searchParams.set(kind, kind === 'post' ? path : this.tag);
    for (const name of ['limit', 'tag', 'lang', 'heading-level', 'theme']) {
      if (this.hasAttribute(name)) page.searchParams.set(name, this.getAttribute(name));
    }
    const frame = document.createElement('iframe');
    frame.src = page;
    frame.allow = 'clipboard-write';
    frame.title = this.textContent.trim() || page.host;
    // Until it says that it has something to show.
    Object.assign(frame.style, { border: 0, inlineSize: '100%', blockSize: 0, display: 'block' });
    const listening = new AbortController();
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== page.origin || !(data?.inkfold > 0)) return;
      frame.style.blockSize = `${data.inkfold}px`;
      this.#note.hidden = true;
      if (this.dataset.state === 'ready' || !data.isReady) return;
      this.#slot.style.display = 'none';
      this.#wait();
      this.#tell(true, 'ready');
      this.dispatchEvent(new CustomEvent('inkfold-ready', { bubbles: true, composed: true, detail: {} }));
    }, { signal: listening.signal });
    this.#root.append(frame);
    this.#shown = {
      end() {
        listening.abort();
        frame.remove();
      },
    };
    return true;
  }
}

const names = [...drawnAnew, 'theme', 'loading', 'fallback'].filter((name) => name !== 'lang');
const keys = names.map((name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
names.forEach((name, place) => Object.defineProperty(Inkfold.prototype, keys[place], {
  configurable: true,
  enumerable: true,
  get() { return this.getAttribute(name) ?? ''; },
  set(value) {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  },
}));
for (const kind of ['list', 'post', 'blog']) {
  const name = `inkfold-${kind}`;
  if (!customElements.get(name)) customElements.define(name, class extends Inkfold {});
}
