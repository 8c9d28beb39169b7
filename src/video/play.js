// Plays videos of others in their places. boot.js loads this once a page has
// the card of one: a link to its page. Until the card is clicked nobody else
// hears of the reader; with this script missing it is a link like any other.

const texts = {
  en: (host) => `Plays here, from ${host}`,
  ru: (host) => `Откроется здесь, с ${host}`,
};

// The player for the address of a video's page, as Inkfold writes them.
function player(address) {
  const youtube = /^https:\/\/www\.youtube\.com\/watch\?v=([\w-]{11})(?:&t=(\d+)s)?$/.exec(address);
  if (youtube) {
    const [, id, start] = youtube;
    return `https://www.youtube-nocookie.com/embed/${id}${start ? `?start=${start}` : ''}`;
  }
  const vimeo = /^https:\/\/vimeo\.com\/(\d{1,12})(?:\/([A-Za-z0-9]{1,20}))?$/.exec(address);
  if (!vimeo) return undefined;
  const [, id, key] = vimeo;
  return `https://player.vimeo.com/video/${id}?dnt=1${key ? `&h=${key}` : ''}`;
}

function frame(source, title) {
  const made = document.createElement('iframe');
  const attributes = {
    sandbox: 'allow-scripts allow-same-origin allow-presentation',
    allow: 'fullscreen; picture-in-picture',
    referrerpolicy: 'strict-origin-when-cross-origin',
    loading: 'lazy',
    title,
    src: source,
  };
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// Makes the cards below `root` play in the given language of the interface.
export function dress(root, interfaceLanguage) {
  const cards = [...root.querySelectorAll('.video:not([data-ready])')];
  for (const card of cards) card.dataset.ready = '';
  const words = texts[interfaceLanguage.slice(0, 2)] ?? texts.en;
  for (const card of cards) {
    const link = card.querySelector('a');
    const source = link && player(link.href);
    if (!source) continue;
    const hint = document.createElement('small');
    hint.textContent = words(new URL(source).host);
    card.append(hint);
    link.addEventListener('click', (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const made = frame(source, link.textContent);
      link.hidden = true;
      hint.replaceWith(made);
      made.focus();
    });
  }
}
