// Why a file of the program did not come, as far as a page may know that of
// another host. `inkfold.js` loads this only where something has failed.

const base = new URL('.', import.meta.url);
// The names are put in here when the app is built (see `cargo xtask`).
const files = 'INKFOLD_FILES'.split(' ').map((name) => new URL(name, base));
const patience = 10_000; // ms until a host has answered

const said = {
  en: {
    cors: 'The blog’s host does not let other pages have its program (CORS).',
    'not-found': 'A file of the blog’s program is missing.',
    status: 'The blog’s host cannot give its program now.',
  },
  ru: {
    cors: 'Сервер блога не отдаёт программу чужим страницам (CORS).',
    'not-found': 'Нет файла программы блога.',
    status: 'Сервер блога сейчас не отдаёт программу.',
  },
};

async function reasonOf(address) {
  const ask = (mode) => fetch(address, { mode, signal: AbortSignal.timeout(patience) });
  try {
    const { ok, status } = await ask('cors');
    return ok ? '' : [404, 410].includes(status) ? 'not-found' : 'status';
  } catch {
    return ask('no-cors').then(() => 'cors', () => 'unreachable');
  }
}

// The reason in a word and the address of the first file that has one. Adds the
// sentences for the reasons to `texts`.
export async function faultOf(texts) {
  for (const language of Object.keys(said)) Object.assign(texts[language], said[language]);
  for (const { href } of files) {
    const reason = await reasonOf(href);
    if (reason) return { reason, url: href };
  }
  return {};
}
