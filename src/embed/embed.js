// One of the elements in a page of the blog's own, for frames in pages that
// forbid WebAssembly: `embed.html?list`, `?list=tag`, `?post=posts/a.md` or
// `?blog`, and the element's attributes. It shows this blog and no other.

import './inkfold.js';

const asked = new URLSearchParams(location.search);
const folder = new URL('content/', import.meta.url);
const kind = ['post', 'blog', 'list'].find((name) => asked.has(name)) ?? 'list';
const element = document.createElement(`inkfold-${kind}`);

// An address from elsewhere is none.
function source() {
  if (kind !== 'post') return folder.href;
  const post = new URL(`./${asked.get('post')}`, folder).href;
  return post.startsWith(folder.href) ? post : '';
}

for (const name of ['limit', 'tag', 'lang', 'theme', 'heading-level']) {
  if (asked.has(name)) element.setAttribute(name, asked.get(name));
}
if (kind === 'list' && asked.get('list')) element.tag = asked.get('list');
// The page around says what its colours are like; what is none is not taken.
document.documentElement.style.colorScheme = asked.get('scheme') ?? '';
if (asked.has('lang')) document.documentElement.lang = asked.get('lang');
element.loading = 'eager';
element.src = source();
document.body.append(element);

// Once there is something to show, be it why there is nothing, the page around
// makes the frame as tall. Its height is no secret, and nothing is taken from
// there.
if (parent !== window) {
  let reason = '';
  element.addEventListener('inkfold-error', ({ detail }) => { reason = detail.reason; });
  await element.ready;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    const isReady = element.dataset.state === 'ready';
    parent.postMessage({ inkfold: height, isReady, reason: isReady ? '' : reason }, '*');
  };
  new ResizeObserver(tell).observe(document.documentElement);
  // Whoever has come too late may ask.
  addEventListener('message', ({ source }) => { if (source === parent) tell(); });
}
