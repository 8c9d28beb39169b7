// What is drawn in an element. `inkfold.js` loads this together with the app, so
// that pages with elements that nobody gets to load as little as can be.

const base = new URL('.', import.meta.url);
// The names are put in here when the app is built (see `cargo xtask`).
const [reader, math, style] = 'INKFOLD_FILES'.split(' ').map((name) => new URL(name, base));

const patience = 30_000; // ms until a module is here

// What reads raw posts and what typesets formulas are modules of their own. Who
// asks again wants another: what did not come remains so under its address.
function loaderOf({ href }) {
  const binary = href.replace(/\.js$/, '_bg.wasm');
  let again = '';
  return async () => {
    try {
      const loading = import(href + again).then(async (module) => {
        await module.default({ module_or_path: binary + again });
        return module;
      });
      return await Promise.race([loading, new Promise((_, late) => { setTimeout(late, patience); })]);
    } catch {
      throw binary;
    } finally {
      again = `?again=${Date.now()}`;
    }
  };
}

// The style sheet of all elements.
export async function looks() {
  const answer = await fetch(style.href);
  return answer.ok ? answer.text() : Promise.reject();
}

// The size of the text around is that of `rem` in an element.
const measure = (frame) => frame.style.setProperty('--rem', getComputedStyle(frame.getRootNode().host).fontSize);
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.isConnected) measure(target);
});

// Code is dressed and videos are played by scripts of their own. Without them,
// both stay as they are.
function dress(frame, root) {
  const language = root.host.lang || document.documentElement.lang || 'en';
  for (const [selector, script] of [['pre > code', 'code/dress.js'], ['.video', 'video/play.js']]) {
    if (!frame.querySelector(selector)) continue;
    import(new URL(script, base)).then((it) => it.dress(frame, language, root)).catch(() => {});
  }
}

// Has `app` draw what the host of the shadow tree `root` asks for, hidden until
// it is shown. `heard` is told whether there is something to show, be it why
// there is nothing.
export function draw(app, root, source, heard) {
  const frame = Object.assign(document.createElement('div'), { className: 'inkfold-frame', hidden: true });
  root.append(frame);
  measure(frame);
  sizes.observe(frame);
  frame.addEventListener('inkfold-ready', () => heard(true));
  frame.addEventListener('inkfold-error', () => heard(false));
  const number = app.mount(frame, root.host, source, loaderOf(reader), loaderOf(math));
  return {
    get state() { return frame.dataset.state; },
    show() {
      frame.hidden = false;
      dress(frame, root);
    },
    // The element is elsewhere, be it in another document.
    moved() {
      measure(frame);
      dress(frame, root);
    },
    end() {
      sizes.unobserve(frame);
      frame.remove();
      app.unmount(number);
    },
  };
}
