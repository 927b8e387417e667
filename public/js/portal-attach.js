import { finishFile, sendFile } from './send-file.js';
import { spoken, UploadProgress } from './upload-progress.js';

const under = new Set();

/** Files are attached where the question stands: the link to the page for it becomes a field. */
function prepare(article) {
  const place = article.querySelector('[data-attach]:not([data-ready])');
  if (!place) return;
  place.dataset.ready = '';
  const label = document.createElement('label');
  label.textContent = 'Attach a file';
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    className: 'control',
    accept: place.dataset.accept,
    id: `attach-${article.dataset.question}`,
  });
  label.htmlFor = input.id;
  place.querySelector('[data-attach-fields]').append(label, input);
  const progress = new UploadProgress(place);
  input.addEventListener('change', (event) => {
    event.stopPropagation();
    if (input.files[0]) void attach(article, place, input, progress);
  });
  input.addEventListener('input', (event) => event.stopPropagation());
}

async function attach(article, place, input, progress) {
  const file = input.files[0];
  const { start, at, most } = place.dataset;
  if (file.size > Number(most)) {
    return progress.say(`The file is larger than ${spoken(Number(most))}.`, true);
  }
  input.disabled = true;
  under.add(article);
  try {
    const signal = progress.begin();
    const tell = (...figures) => progress.show(...figures);
    const upload = await sendFile(file, { start, at, tell, signal });
    progress.checking();
    await finishFile(`${at}${upload.id}/evidence`, {});
    upload.forget();
    await refresh(article);
    progress.end();
    progress.say(`${file.name} is attached.`);
  } catch (error) {
    progress.fail(error);
  } finally {
    under.delete(article);
    input.disabled = false;
    input.value = '';
  }
}

/** The list of files as the server shows it now. */
async function refresh(article) {
  const reply = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (!reply.ok) return;
  const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
  const fresh = page.getElementById(article.id)?.querySelector('[data-files]');
  if (fresh) article.querySelector('[data-files]').replaceWith(fresh);
}

const prepareAll = () => document.querySelectorAll('article[data-question]').forEach(prepare);
// Answers may bring up further questions on the page.
new MutationObserver(prepareAll).observe(document.querySelector('form.sheet'), { childList: true });
addEventListener('beforeunload', (event) => {
  if (under.size > 0) event.preventDefault();
});
prepareAll();
