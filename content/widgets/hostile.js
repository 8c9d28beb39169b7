// What the scripts of other people do to the page they share.

// Old libraries put their own into everything.
Array.prototype.first = function first() { return this[0]; };
Object.prototype.extend = function extend(other) { return Object.assign(this, other); };
for (const name of ['setAttribute', 'append', 'remove', 'addEventListener', 'getAttribute']) {
  const prototype = name === 'addEventListener' ? EventTarget.prototype : Element.prototype;
  const before = prototype[name];
  prototype[name] = function patched(...words) { return before.apply(this, words); };
}
Element.prototype.load = function load() { throw new Error('taken'); };
Element.prototype.update = () => { throw new Error('taken'); };
Element.prototype.frame = 'taken';

// A router that takes every click it can see.
addEventListener('click', (event) => {
  const link = event.composedPath().find((node) => node.localName === 'a');
  if (!link || event.defaultPrevented) return;
  if (link.origin !== location.origin || link.pathname !== '/elsewhere/') return;
  event.preventDefault();
  history.pushState(null, '', link.href);
});
