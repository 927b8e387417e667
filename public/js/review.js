// Reviewing with the keys, and from answer to answer without loading the page anew. Everything works without it.
import { keys } from './review-keys.js';

const spot = (id) => document.getElementById(id);
const form = () => document.querySelector('form[data-judgement]');
const list = document.querySelector('.review > nav');
let busy = false;

/** Puts each piece of the answer in the place of what has the same id; what has no place here is left out. */
function put(text) {
  const { body } = new DOMParser().parseFromString(text, 'text/html');
  for (const piece of [...body.children]) {
    const place = spot(piece.id);
    // The region that is read out has to stay; only what it says is new.
    if (piece.id === 'moved') place?.replaceChildren(...piece.childNodes);
    else place?.replaceWith(piece);
  }
}

async function ask(address, options = {}) {
  if (busy) return;
  busy = true;
  document.querySelector('.review').setAttribute('aria-busy', 'true');
  try {
    const headers = { accept: 'text/html', 'x-assay-part': 'step' };
    const reply = await fetch(address, { ...options, headers, redirect: 'manual' });
    await take(reply, address, options.method === 'POST');
  } catch {
    say('There is no connection. Nothing was saved; what you typed is still here. Try again.');
  } finally {
    busy = false;
    document.querySelector('.review').removeAttribute('aria-busy');
  }
}

async function take(reply, address, sent) {
  if (reply.type === 'opaqueredirect') {
    return say(
      'You are signed out. What you typed is still here: sign in in another tab, then save again.',
    );
  }
  if (!reply.ok && reply.status !== 422) {
    if (!sent) return location.assign(address);
    return say(`Not saved (${reply.status}). What you typed is still here; try again.`);
  }
  const before = spot('question').dataset.href;
  put(await reply.text());
  arrive();
  const here = spot('question').dataset.href;
  if (here !== before && here !== location.pathname + location.search) {
    history.pushState({}, '', here);
  }
  const problems = document.querySelector('#problems [data-focus]');
  (problems ?? spot('question-text')).focus();
}

function say(words) {
  const line = document.createElement('p');
  line.textContent = words;
  spot('moved').replaceChildren(line);
}

/** What is to be done whenever another question is shown. */
function arrive() {
  const choices = form()?.querySelectorAll('input[name="judgement"]') ?? [];
  choices.forEach((choice, at) => {
    const hint = document.createElement('kbd');
    hint.textContent = String(at + 1);
    hint.setAttribute('aria-hidden', 'true');
    choice.labels?.[0]?.append(hint);
  });
  const { href } = spot('question').dataset;
  list.querySelector('[aria-current]')?.removeAttribute('aria-current');
  const link = [...list.querySelectorAll('a')].find((one) => one.getAttribute('href') === href);
  if (!link) return;
  link.setAttribute('aria-current', 'true');
  list.scrollTop += link.getBoundingClientRect().top - list.getBoundingClientRect().top - 120;
}

const isTyping = (target) =>
  target instanceof Element && target.matches('textarea, select, input:not([type="radio"])');

document.addEventListener('keydown', (event) => {
  if (spot('keys').open) return;
  const { target } = event;
  const together = event.ctrlKey || event.metaKey;
  if (together && event.key === 'Enter' && form()?.contains(target)) {
    event.preventDefault();
    return form().requestSubmit();
  }
  if (event.key === 'Escape' && isTyping(target)) return target.blur();
  if (together || event.altKey || isTyping(target)) return;
  const act = keys(event.key, { form: form(), list, spot });
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener('submit', (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form()));
  void ask(form().getAttribute('action'), { method: 'POST', body });
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href]');
  const elsewhere = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!link || elsewhere || !link.matches('.review > nav a, .walk a, [data-step]')) return;
  event.preventDefault();
  void ask(link.getAttribute('href'));
});

window.addEventListener('popstate', () => void ask(location.pathname + location.search));

document.querySelector('[data-keys]').hidden = false;
arrive();
