// Dresses the code of an article: its colours, its language, lines that are
// marked or numbered, a button to copy it. boot.js loads this once a page has
// code, and this loads only the grammars of the languages it meets. Whatever
// fails, the code stays as it was: plain, and whole.

import languages from './highlight/languages.js';

const texts = {
  en: { copy: 'Copy', copied: 'Copied' },
  ru: { copy: 'Копировать', copied: 'Скопировано' },
};
const longest = 100_000; // letters; more would hold up the page

const files = new Map();
for (const [file, names] of Object.entries(languages)) {
  for (const name of [file, ...names]) files.set(name, file);
}

const theme = new URL('theme.css', import.meta.url);
let link; // to the theme, in the blog's own page
let text; // of the theme, for shadow trees
const sheets = new WeakMap(); // documents → the theme for the shadow trees in them

// Gives a document, or a shadow tree in a page that is not ours, the colours.
async function giveTheme(place) {
  if (place === document) {
    if (link) return;
    link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = theme;
    document.head.append(link);
    return;
  }
  text ??= fetch(theme.href).then((answer) => (answer.ok ? answer.text() : Promise.reject()));
  text.catch(() => { text = undefined; });
  const css = await text;
  const page = place.ownerDocument;
  let sheet = sheets.get(page);
  if (!sheet) {
    sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(page, sheet);
  }
  if (!place.adoptedStyleSheets.includes(sheet)) place.adoptedStyleSheets = [...place.adoptedStyleSheets, sheet];
}

const grammars = new Map(); // file → a promise of the highlighter that knows it

function grammar(file) {
  if (!grammars.has(file)) {
    const loading = Promise.all([
      import('./highlight/core.min.js'),
      import(`./highlight/languages/${file}.min.js`),
    ]).then(([core, language]) => {
      core.default.registerLanguage(file, language.default);
      return core.default;
    });
    grammars.set(file, loading);
    loading.catch(() => grammars.delete(file)); // offline: next time
  }
  return grammars.get(file);
}

// The text in pieces, each with the kind of thing it is, if any. The tree is
// read where it lies: the library's own output would be a string of HTML.
async function pieces(text, file) {
  if (!file || text.length > longest) return [[text]];
  const highlighter = await grammar(file);
  const { _emitter } = highlighter.highlight(text, { language: file, ignoreIllegals: true });
  const found = [];
  const walk = (node, scope) => {
    if (typeof node === 'string') found.push([node, scope]);
    else for (const child of node.children) walk(child, kind(node.scope) ?? scope);
  };
  walk(_emitter.rootNode);
  return found.map(([part]) => part).join('') === text ? found : [[text]];
}

// `title.function` → `title`; a language within another has no look of its own.
function kind(scope) {
  return scope?.includes(':') ? undefined : scope?.split('.')[0];
}

function element(name, className, content = '') {
  const made = document.createElement(name);
  made.className = className;
  made.append(content);
  return made;
}

function token([text, scope]) {
  return scope ? element('span', `hljs-${scope}`, text) : text;
}

// `3-5,8` → whether a line is among them.
function chosen(ranges) {
  const pairs = ranges.split(',').map((range) => range.split('-').map(Number));
  return (line) => pairs.some(([first, last = first]) => first <= line && line <= last);
}

// The pieces in lines, each an element; a line keeps its line break.
function lines(found, isMarked) {
  const out = [];
  let line;
  for (const [text, scope] of found) {
    for (const part of text.match(/[^\n]*\n|[^\n]+/g) ?? []) {
      if (!line) {
        line = element('span', isMarked(out.length + 1) ? 'line marked' : 'line');
        out.push(line);
      }
      line.append(token([part, scope]));
      if (part.endsWith('\n')) line = undefined;
    }
  }
  return out;
}

async function colour(code, file) {
  if (code.childElementCount) return; // an author's marks, or hidden characters made seen
  const text = code.textContent;
  const found = await pieces(text, file);
  if (code.textContent !== text) return;
  const { lines: ranges, numbered } = code.dataset;
  const inLines = ranges !== undefined || numbered !== undefined;
  if (inLines) code.replaceChildren(...lines(found, chosen(ranges ?? '')));
  else if (found.length > 1) code.replaceChildren(...found.map(token));
}

function bar(code, name, { copy, copied }) {
  const made = element('div', 'code-bar');
  if (name) made.append(element('span', 'code-language', name));
  if (navigator.clipboard) {
    const button = element('button', 'code-copy', copy);
    button.type = 'button';
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        return; // a frame may be forbidden to
      }
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), 2_000);
    });
    made.append(button);
  }
  return made;
}

// Dresses the code below `root` in the given language of the interface. `place`
// is the document or the shadow tree that `root` stands in.
export async function dress(root, interfaceLanguage, place = document) {
  const blocks = [...root.querySelectorAll('pre > code:not([data-dressed])')];
  for (const code of blocks) code.dataset.dressed = '';
  await giveTheme(place).catch(() => {}); // without colours
  const words = texts[interfaceLanguage.slice(0, 2)] ?? texts.en;
  for (const code of blocks) {
    const name = /(?:^| )language-(\S+)/.exec(code.className)?.[1];
    code.parentElement.after(bar(code, name, words));
    try {
      await colour(code, files.get(name?.toLowerCase()));
    } catch {
      // A grammar that did not come, or lost its way: plain.
    }
  }
}
