// Draws every post with Inkfold, by a click on a link to it, and with marked
// and DOMPurify, into an element of the same page; tells how long each took.

const root = document.getElementById('inkfold');
const place = document.createElement('div');

// To be drawn and to be laid out are timed apart: the app shows the top of
// what it has drawn, for which a browser lays it out.
window.scrollTo = () => {};
HTMLElement.prototype.focus = () => {};

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

const idle = () => new Promise((resolve) => { requestIdleCallback(resolve, { timeout: 200 }); });

async function byInkfold(name) {
  const link = document.createElement('a');
  link.href = `/posts/${name}/`;
  root.append(link);
  await idle();
  const ready = new Promise((resolve) => {
    root.addEventListener('inkfold-ready', () => resolve(performance.now()), { once: true, capture: true });
  });
  const start = performance.now();
  link.click();
  const drawn = await ready;
  root.getBoundingClientRect();
  const laidOut = performance.now();
  link.remove();
  const shown = document.querySelector('article.post h1')?.textContent;
  if (shown !== name) throw new Error(`${shown} is shown instead of ${name}`);
  return [drawn - start, laidOut - start];
}

async function byPeers(body) {
  place.replaceChildren();
  await idle();
  const start = performance.now();
  place.innerHTML = DOMPurify.sanitize(marked.parse(body));
  const drawn = performance.now();
  place.getBoundingClientRect();
  return [drawn - start, performance.now() - start];
}

export async function run(rounds, count) {
  await load('/content/marked.js');
  await load('/content/purify.js');
  const best = () => Array.from({ length: count }, () => [Infinity, Infinity]);
  const times = { inkfold: best(), peers: best() };
  const parts = { empty: best(), post: best(), article: best() };
  const address = document.querySelector('script[data-reader]').dataset.reader;
  const reader = await import(new URL(address, document.baseURI));
  await reader.default();
  const bodies = [];
  let bytes = 0;
  for (let number = 0; number < count; number += 1) {
    const text = await (await fetch(`/content/posts/0-${number}.md`)).text();
    const body = text.slice(text.indexOf('\n---\n\n') + 6);
    bytes += new TextEncoder().encode(body).length;
    bodies.push(body);
  }
  document.querySelector('main').after(place);
  for (let round = 0; round < rounds; round += 1) {
    for (let number = 0; number < count; number += 1) {
      const keep = (kept, [drawn, laidOut]) => {
        if (round === 0) return;
        kept[number] = [Math.min(kept[number][0], drawn), Math.min(kept[number][1], laidOut)];
      };
      // From a page without an article, as the peers start from an empty
      // element; and to one, to tell apart what any page takes.
      await byInkfold('blank');
      keep(parts.empty, await byInkfold('empty'));
      keep(times.inkfold, await byInkfold(`${round}-${number}`));
      if (!place.isConnected) document.querySelector('main').after(place);
      keep(times.peers, await byPeers(bodies[number]));
      place.replaceChildren();
      const name = `${round}-${number}`;
      const file = new TextEncoder().encode(`---\ntitle: ${name}\n---\n\n${bodies[number]}`);
      const time = (work) => {
        const start = performance.now();
        work();
        return [performance.now() - start, 0];
      };
      keep(parts.post, time(() => reader.post(`/${name}`, `posts/${name}.md`, file)));
      keep(parts.article, time(() => reader.article(`/${name}`, 'en')));
    }
  }
  const sum = (times, at = 0) => times.reduce((all, time) => all + time[at], 0);
  const line = (what, ours, peers) => {
    const beside = peers ? ` ${peers.toFixed(1).padStart(8)} ms ${(ours / peers).toFixed(2).padStart(7)}` : '';
    return `${what.padEnd(46)} ${ours.toFixed(1).padStart(8)} ms${beside}`;
  };
  const post = sum(parts.post);
  return [
    `${count} posts, ${bytes} bytes of Markdown, the best of ${rounds - 1} for each`,
    `${''.padEnd(46)} ${'Inkfold'.padStart(11)} ${'peers'.padStart(11)} ${'ratio'.padStart(7)}`,
    line('Markdown to the DOM', sum(times.inkfold), sum(times.peers)),
    line('the same, less what an empty article takes', sum(times.inkfold) - sum(parts.empty), sum(times.peers)),
    line('Markdown to the DOM, laid out', sum(times.inkfold, 1), sum(times.peers, 1)),
    line('file (front matter and all) to the DOM', sum(times.inkfold) + post, sum(times.peers)),
    line('  of it: front matter', post),
    line('  of it: Markdown to the row of a document', sum(parts.article)),
    line('  of it: what an empty article takes', sum(parts.empty)),
  ];
}
