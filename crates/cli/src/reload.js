// Reloads the page when the blog was built anew. `inkfold serve` adds it to
// every page; no other site has it.

const shown = document.currentScript.src.split('?')[1];
let events;

// A hidden page lets go of its connection: a browser has only a few for a host.
function follow() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource('/__inkfold/events');
  events.onmessage = ({ data }) => {
    if (data !== shown) location.reload();
  };
}

document.addEventListener('visibilitychange', follow);
follow();
