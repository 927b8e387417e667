import { finishFile, sendFile } from './send-file.js';
import { spoken, UploadProgress } from './upload-progress.js';

/** A form with a file is sent in parts, with what it says beside the file once all of it is there. */
for (const form of document.querySelectorAll('form[data-upload]')) {
  const progress = new UploadProgress(form);
  let under = false;
  form.addEventListener('submit', (event) => {
    const file = form.querySelector('input[type=file]').files[0];
    if (!file) return;
    event.preventDefault();
    if (!under && !missing()) void send(file);
  });
  addEventListener('beforeunload', (event) => {
    if (under) event.preventDefault();
  });

  /** Said before the file travels, which may take minutes. */
  function missing() {
    const fields = form.querySelectorAll('[required]:not([type=file])');
    const empty = [...fields].find(({ value }) => value.trim() === '');
    if (!empty) return false;
    progress.say(`${labelsOf(form)[empty.name]} is missing.`, true);
    empty.focus();
    return true;
  }

  async function send(file) {
    const { start, at, finish, most, then } = form.dataset;
    if (file.size > Number(most)) {
      return progress.say(`The file is larger than ${spoken(Number(most))}.`, true);
    }
    under = true;
    form.querySelector('button.button').disabled = true;
    try {
      const signal = progress.begin();
      const tell = (...figures) => progress.show(...figures);
      const upload = await sendFile(file, { start, at, tell, signal });
      progress.checking();
      const made = await finishFile(`${at}${upload.id}/${finish}`, factsOf(form));
      upload.forget();
      under = false;
      location.assign(then.replace('{id}', made.id));
    } catch (error) {
      progress.fail(error, labelsOf(form));
    } finally {
      under = false;
      form.querySelector('button.button').disabled = false;
    }
  }
}

function factsOf(form) {
  const facts = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') facts[name] = value;
  }
  return facts;
}

function labelsOf(form) {
  const labels = {};
  for (const label of form.querySelectorAll('label[for^=field-]')) {
    labels[label.htmlFor.replace('field-', '')] = label.firstChild.textContent.trim();
  }
  return labels;
}
