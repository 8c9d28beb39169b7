// A blog in other people's pages: `<inkfold-list>`, `<inkfold-post>` and
// `<inkfold-blog>`. Small, since every reader of those pages loads it; the app
// comes when the first element is about to be seen, and with it what draws there
// (`widget.js`). Nothing of the page around is touched: all there is stands in
// shadow trees.

const base = new URL('.', import.meta.url);
// The names are put in here when the app is built (see `cargo xtask`).
const [script, wasm, widget] = 'INKFOLD_FILES'.split(' ').map((name) => new URL(name, base));
const drawnAnew = ['src', 'limit', 'tag', 'lang', 'href', 'heading-level'];
const ahead = '400px'; // how far below the window an element is loaded
const patience = 30_000; // ms until the program is here, or a frame has said something
const texts = {
  en: {
    source: '`src` has to be the http(s) address of a content folder or a Markdown file.',
    'not-markdown': '`src` has to be the http(s) address of a Markdown file.',
    policy: 'This page does not allow the blog’s program to run.',
    offline: 'There is no network.',
    unreachable: 'The blog could not be reached.',
    again: 'Try again',
  },
  ru: {
    policy: 'Эта страница не разрешает запустить программу блога.',
    offline: 'Нет сети.',
    unreachable: 'Блог не отвечает.',
    again: 'Повторить',
  },
};

// A policy that forbids WebAssembly forbids the smallest of modules.
function forbidsWebAssembly() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return false;
  } catch {
    return true;
  }
}

// One program and one style sheet for all elements. After a failure, which is a
// reason and an address, the next element tries again.
let loading;
let again = ''; // what did not come remains so under its address
async function load() {
  let blocked = false;
  const onBlocked = ({ disposition, blockedURI }) => {
    blocked ||= disposition !== 'report' && `${blockedURI}/`.startsWith(`${base.origin}/`);
  };
  document.addEventListener('securitypolicyviolation', onBlocked);
  try {
    const files = Promise.all([import(script + again), import(widget + again)]).then(async ([app, { draw, looks }]) => {
      const [css] = await Promise.all([looks(), app.default({ module_or_path: wasm + again })]);
      return { app, draw, css };
    });
    return await Promise.race([files, new Promise((_, late) => { setTimeout(late, patience, 'timed-out'); })]);
  } catch (error) {
    loading = undefined;
    await new Promise((done) => { setTimeout(done); }); // what is blocked is said later
    // WebKit refuses to start a module only, and says why.
    blocked ||= forbidsWebAssembly() || /security policy/i.test(error);
    again = `?again=${Date.now()}`;
    const reason = blocked ? 'policy' : !navigator.onLine ? 'offline' : error === 'timed-out' ? error : '';
    if (reason) throw { reason, url: script.href };
    const { faultOf } = await import(new URL(`embed-faults.js${again}`, base));
    throw await faultOf(texts);
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

// Until the rest comes; the page around may say otherwise.
const block = ':host{display:block}:host(:empty[data-state=loading]){min-block-size:20em}:host([hidden]){display:none}';

// One style sheet for all elements of a document: another's is none to it.
const sheets = new WeakMap();
function sheetOf(page, css) {
  const made = sheets.get(page) ?? {};
  sheets.set(page, made);
  if (!made[css]) {
    made[css] = new page.defaultView.CSSStyleSheet();
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
  #shown; // what is drawn (it has `show`) or stands in a frame, and how to end it
  #next; // what is on its way
  #turn = 0; // counts what was asked for: only the last counts
  #begun = false;
  #ready;
  #settle; // none, once what is asked for now is known

  /** Resolves to whether what is asked for now is shown. Never rejects. */
  get ready() {
    return (this.#ready ??= new Promise((settle) => { this.#settle = settle; }));
  }

  connectedCallback() {
    if (!this.#slot) {
      this.#slot = document.createElement('slot');
      this.#note = Object.assign(document.createElement('p'), { hidden: true, role: 'alert', part: 'error' });
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
    this.#shown?.moved?.();
    const view = this.ownerDocument.defaultView;
    if (this.#begun || !view) return;
    // What is near another window is not known here.
    if (this.loading === 'eager' || view !== window) this.load();
    else near.observe(this);
  }

  // It is in another document, where it has lost its looks.
  adoptedCallback() {
    if (this.#slot) this.#clothe();
  }

  // A document that nobody sees has no looks.
  #clothe() {
    const page = this.ownerDocument;
    if (page.defaultView) this.#root.adoptedStyleSheets = [sheetOf(page, this.#css)];
  }

  disconnectedCallback() {
    // Moved, it is back by then.
    queueMicrotask(() => { if (!this.isConnected) this.#end(); });
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#slot) return;
    if (name === 'loading' && now === 'eager') this.load();
    // Colours are the style sheet's, but in a frame of another page.
    else if (this.#begun && (drawnAnew.includes(name) || !this.#shown?.show)) this.#draw();
  }

  /** Loads and draws now, wherever the element is. */
  load() {
    near.unobserve(this);
    if (!this.isConnected || (this.#begun && /loading|ready/.test(this.dataset.state))) return;
    this.#begun = true;
    this.#draw();
  }

  #end() {
    near.unobserve(this);
    this.#turn += 1;
    this.#begun = false;
    this.#clear();
    this.#settle?.(false);
    this.#settle = undefined;
    this.#wait();
  }

  // Back to what stands between the tags.
  #clear() {
    this.#next?.end();
    this.#shown?.end();
    this.#next = this.#shown = undefined;
    this.#slot.style.display = '';
    this.#note.hidden = true;
  }

  // What is to come is not what was promised before.
  #wait() {
    this.dataset.state = 'loading';
    if (!this.#settle) this.#ready = undefined;
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
    if (isPost && !/^(?!.*%(2f|5c)).*\.(md|markdown)$/i.test(source.pathname)) return this.#fail('not-markdown', source.href);
    // What the page forbids it still forbids.
    if (this.#shown && !this.#shown.show && this.fallback === 'frame') return this.#fail('policy');
    try {
      const { app, draw, css } = await (loading ??= load());
      if (turn !== this.#turn || !this.isConnected) return;
      if (this.#css === block) {
        this.#css = css;
        this.#clothe();
      }
      this.#next?.end();
      const drawn = draw(app, this.#root, source.href, (isReady) => this.#show(drawn, isReady));
      this.#next = drawn;
    } catch ({ reason = 'unreachable', url = this.src }) {
      if (turn === this.#turn) this.#fail(reason, url);
    }
  }

  #show(drawn, isReady) {
    if (this.#next === drawn) {
      this.#shown?.end();
      this.#shown = drawn;
      this.#next = undefined;
    }
    if (this.#shown !== drawn || this.#next) return; // it was ended meanwhile, or will be soon
    drawn.isReady ||= isReady;
    this.#slot.style.display = drawn.isReady ? 'none' : '';
    this.#note.hidden = true;
    drawn.show();
    this.#tell(isReady, drawn.state);
  }

  #tell(isReady, state) {
    this.#wait();
    this.dataset.state = state;
    this.ready; // there is one to settle
    this.#settle(isReady);
    this.#settle = undefined;
  }

  #fail(reason, url) {
    this.#clear();
    if (reason !== 'policy' || this.fallback !== 'frame' || !this.#embed()) this.#say(reason, url);
  }

  #say(reason, url = this.src) {
    const language = (this.lang || document.documentElement.lang).slice(0, 2);
    const said = (key) => texts[language]?.[key] ?? texts.en[key] ?? said('unreachable');
    this.#note.replaceChildren(said(reason));
    if (!['source', 'not-markdown', 'policy'].includes(reason)) {
      const button = Object.assign(document.createElement('button'), { type: 'button', onclick: () => this.load() });
      button.append(said('again'));
      this.#note.append(' ', button);
    }
    this.#note.hidden = false;
    this.#tell(false, 'error');
    this.#fire('error', { reason, url });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(`inkfold-${name}`, { bubbles: true, composed: true, detail }));
  }

  // Where the page forbids WebAssembly, the blog's own page may run it; whether
  // there is one.
  #embed() {
    const { origin: home, pathname } = new URL(this.src, document.baseURI);
    const [, root, path] = /^(.*\/)content(?:\/(.*))?$/.exec(pathname) ?? [];
    if (!root) return false;
    const page = new URL(`${root}embed.html`, home);
    const kind = this.localName.slice(8);
    page.searchParams.set(kind, kind === 'post' ? path : this.tag);
    // The colours in there are as out here.
    page.searchParams.set('scheme', getComputedStyle(this).colorScheme.replace('normal', 'light'));
    for (const name of ['limit', 'tag', 'lang', 'heading-level', 'theme']) {
      if (this.hasAttribute(name)) page.searchParams.set(name, this.getAttribute(name));
    }
    const title = this.textContent.trim() || page.host;
    const frame = Object.assign(document.createElement('iframe'), { src: page, allow: 'clipboard-write', title });
    // Until it says that it has something to show.
    frame.style.cssText = 'display:block;border:0;inline-size:100%;block-size:0';
    const listening = new AbortController();
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== home || !(data?.inkfold > 0)) return;
      frame.style.blockSize = `${data.inkfold}px`;
      const { state } = this.dataset;
      if (data.isReady && state !== 'ready') {
        this.#slot.style.display = 'none';
        this.#tell(true, 'ready');
        this.#fire('ready', {});
      }
      if (!data.isReady && state === 'loading') this.#say(data.reason);
      this.#note.hidden = true; // it says so itself
    }, { signal: listening.signal });
    setTimeout(() => {
      if (!listening.signal.aborted && this.dataset.state === 'loading') this.#say('policy');
    }, patience);
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

const names = Inkfold.observedAttributes.filter((name) => name !== 'lang');
const keys = names.map((name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
names.forEach((name, place) => Object.defineProperty(Inkfold.prototype, keys[place], {
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
