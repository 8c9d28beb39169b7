// Reloads the page when the blog was built anew, and tells why it was not.
// `inkfold serve` adds it to every page; no other site has it.

const shown = document.currentScript.src.split('?')[1];
const note = document.createElement('p');
let events;

// The policy forbids styles in attributes, not those that scripts set.
note.className = 'alert';
note.setAttribute('role', 'alert');
Object.assign(note.style, { position: 'fixed', insetInline: '1rem', bottom: '1rem', margin: '0', zIndex: '9' });

// A hidden page lets go of its connection: a browser has only a few for a host.
function follow() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource('/__inkfold/events');
  const isShown = (build) => {
    if (build !== shown) location.reload();
    return build === shown;
  };
  events.onmessage = ({ data }) => {
    if (isShown(data)) note.remove();
  };
  events.addEventListener('fault', ({ data, lastEventId }) => {
    if (!isShown(lastEventId)) return;
    note.textContent = data;
    document.body.append(note);
  });
}

document.addEventListener('visibilitychange', follow);
follow();
