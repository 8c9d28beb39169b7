// Draws posts, each by a click on a link to it, and compares the articles with
// HTML; returns those that differ.

const root = document.getElementById('inkfold');

// Browsers let a page change its address a hundred times in half a minute; the
// app draws all the same.
history.pushState = () => {};

// The article without what only the app adds: boxes that scroll, and when a
// picture is loaded.
function article() {
  const copy = root.querySelector('article.post .post-body')?.cloneNode(true);
  for (const box of copy?.querySelectorAll('div.table, div.code') ?? []) box.replaceWith(...box.childNodes);
  for (const element of copy?.querySelectorAll('table, pre, img, code') ?? []) {
    for (const name of ['tabindex', 'decoding', 'loading', 'data-dressed']) element.removeAttribute(name);
  }
  copy?.normalize();
  return copy;
}

function drawn(title, address) {
  const link = document.createElement('a');
  link.href = address;
  root.append(link);
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${address} is not drawn`)), 10_000);
    // Before the scripts that dress code.
    const look = () => {
      if (root.querySelector('article.post h1')?.textContent !== title) return;
      root.removeEventListener('inkfold-ready', look, true);
      link.remove();
      resolve(article());
    };
    root.addEventListener('inkfold-ready', look, true);
    link.click();
  });
}

window.draw = async (examples) => {
  const differing = [];
  for (const [title, address, html] of examples) {
    const ours = await drawn(title, address);
    const parsed = new DOMParser().parseFromString(`<!doctype html><div class="post-body">${html}</div>`, 'text/html');
    const theirs = document.adoptNode(parsed.body.firstElementChild);
    // One element: HTML closes none of it early.
    const whole = parsed.body.childNodes.length === 0;
    for (const element of theirs.querySelectorAll('pre')) element.normalize();
    const same = ours && whole && [...ours.childNodes].length === theirs.childNodes.length
      && [...ours.childNodes].every((node, at) => node.isEqualNode(theirs.childNodes[at]));
    if (!same) differing.push({ title, ours: ours?.innerHTML, theirs: theirs.innerHTML });
  }
  return differing;
};
