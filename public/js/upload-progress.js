import { Refused, Stopped } from './send-file.js';

const units = ['bytes', 'KB', 'MB', 'GB'];

export function spoken(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** The bar of one form: figures above it, and words below it. */
export class UploadProgress {
  constructor(root) {
    this.bar = root.querySelector('[data-upload-progress]');
    this.figures = root.querySelector('[data-upload-figures]');
    this.state = root.querySelector('[data-upload-state]');
    this.stop = root.querySelector('[data-upload-stop]');
  }

  begin() {
    const control = new AbortController();
    this.bar.hidden = false;
    this.stop.onclick = () => control.abort();
    this.say('');
    return control.signal;
  }

  show(sent, of, words) {
    const percent = of === 0 ? 100 : Math.floor((sent / of) * 100);
    this.figures.textContent = `${spoken(sent)} of ${spoken(of)} sent, ${percent}%`;
    Object.assign(this.bar.querySelector('progress'), { max: of, value: sent });
    this.say(words);
  }

  /** All has arrived; now the file is looked at. */
  checking() {
    this.figures.textContent = 'All of it has arrived and is being checked.';
    this.bar.querySelector('progress').removeAttribute('value');
    this.stop.hidden = true;
  }

  end() {
    this.bar.hidden = true;
    this.stop.hidden = false;
  }

  say(words, wrong = false) {
    this.state.textContent = words;
    this.state.toggleAttribute('data-wrong', wrong);
  }

  fail(error, labels = {}) {
    this.end();
    if (error instanceof Stopped) {
      return this.say('Stopped. Choose the same file again to go on where it stopped.');
    }
    if (!(error instanceof Refused)) {
      return this.say(
        'It was not sent: there is no connection. Choose the same file again to go on where it stopped.',
        true,
      );
    }
    const fields = Object.entries(error.fields);
    const told = fields.map(([name, problem]) => `${labels[name] ?? 'The file'} ${problem}.`);
    return this.say(told.length > 0 ? told.join(' ') : error.message, true);
  }
}
