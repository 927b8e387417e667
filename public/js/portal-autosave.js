import { clearProblems, markProblems } from './portal-problems.js';
import { prepareRows } from './portal-rows.js';

const form = document.querySelector('form[data-autosave]');
const articles = () => [...form.querySelectorAll('article[data-question]')];
const afterTypingMs = 800;
const retryMs = 5_000;

const timers = new WeakMap();
const dirty = new Set();
const saving = new Set();
const refusedOnes = new Set();
const confirming = new Set();

function prepare(article) {
  prepareRows(article);
  if (article.dataset.kind === 'number')
    article
      .querySelector('.with-suffix input, .field > input')
      ?.setAttribute('inputmode', 'decimal');
}

function changed(article, delay) {
  dirty.add(article);
  clearTimeout(timers.get(article));
  timers.set(
    article,
    setTimeout(() => void save(article), delay),
  );
}

async function save(article, { keepalive = false } = {}) {
  if (!dirty.has(article) || !article.isConnected) return;
  if (saving.has(article)) return changed(article, afterTypingMs);
  dirty.delete(article);
  saving.add(article);
  const fields = fieldsOf(article);
  try {
    const reply = await fetch(
      form.dataset.autosave + encodeURIComponent(article.dataset.question),
      {
        method: 'PUT',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(fields),
        keepalive,
      },
    );
    const heard = reply.status < 500 && reply.status !== 429;
    // It may have been said after this was sent: then it is still to be sent.
    if (heard && fields.confirm) confirming.delete(article);
    if (reply.ok) {
      const told = await reply.json();
      await saved(article, told);
      if (told.cycle === 'confirmed' && isEmpty(fields)) await refill(article);
    } else await refused(article, reply, heard);
  } catch {
    say(
      article,
      'Not saved: there is no connection. It is tried again; leave this page open.',
      true,
    );
    changed(article, retryMs);
  } finally {
    saving.delete(article);
  }
}

function fieldsOf(article) {
  const prefix = `${article.dataset.question}:`;
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (!name.startsWith(prefix)) continue;
    const field = name.slice(prefix.length);
    if (field in fields) fields[field] = [fields[field], value].flat();
    else fields[field] = value;
  }
  if (confirming.has(article)) fields.confirm = 'yes';
  return fields;
}

const isEmpty = ({ seen: _, replied: __, confirm: ___, ...said }) =>
  !Object.values(said).flat().some(Boolean);

/** What was emptied here and is true all the same is shown again. */
async function refill(article) {
  const page = await thisPage();
  const fresh = [...(page?.querySelectorAll('article[data-question]') ?? [])].find(
    (one) => one.dataset.question === article.dataset.question,
  );
  if (!fresh) return;
  article.replaceWith(fresh);
  prepare(fresh);
}

async function saved(article, { seen, replied, saved: at, given, cycle, ...section }) {
  const { answered, asked, toConfirm } = section;
  refusedOnes.delete(article);
  article.querySelector('[name=clear]').hidden = !given;
  article.querySelector('input[name$=":seen"]').value = seen;
  const reply = article.querySelector('input[name$=":replied"]');
  if (reply) reply.value = replied;
  clearProblems(article);
  showCycle(article, cycle);
  say(article, at ? `Saved at ${at.slice(11, 16)} UTC` : '');
  showProgress(answered, asked.length);
  showToConfirm(toConfirm);
  const shown = articles().map((one) => one.dataset.question);
  if (shown.join() !== asked.join()) await follow(asked);
}

async function refused(article, reply, heard) {
  refusedOnes.add(article);
  const problem = await reply.json().catch(() => ({}));
  if (!heard) {
    say(article, 'Not saved: the server is busy. It is tried again; leave this page open.', true);
    changed(article, retryMs);
  } else if (reply.status === 422) {
    // While somebody is still filling in a row, what is missing is not yet worth a complaint.
    const row = document.activeElement?.closest('.row');
    if (row && article.contains(row)) say(article, 'Not saved yet: this row is not complete.');
    else {
      markProblems(article, problem.fields ?? {});
      say(article, 'Not saved: something is missing or not as it should be.', true);
    }
  } else
    say(article, `Not saved. ${problem.detail ?? 'Open the link in your letter again.'}`, true);
}

function say(article, words, wrong = false) {
  const state = article.querySelector('[data-save-state]');
  state.textContent = words;
  state.classList.toggle('field-error', wrong);
}

/** What was told the last time: to be confirmed, confirmed, or changed. */
function showCycle(article, standing) {
  for (const part of article.querySelectorAll('[data-carried] [data-when]'))
    part.hidden = part.dataset.when !== standing;
}

function showProgress(answered, asked) {
  const progress = document.querySelector('[data-progress]');
  progress.querySelector('p').textContent = `${answered} of ${asked} answered`;
  Object.assign(progress.querySelector('progress'), { max: asked, value: answered });
}

function showToConfirm(count) {
  const box = document.querySelector('[data-to-confirm-all]');
  if (!box) return;
  box.querySelector('[data-to-confirm]').textContent = count;
  box.hidden = count === 0;
}

async function thisPage() {
  const reply = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  return reply.ok ? new DOMParser().parseFromString(await reply.text(), 'text/html') : undefined;
}

/** Other questions are asked now: the page is fetched again and only what differs is exchanged. */
async function follow(asked) {
  const page = await thisPage();
  if (!page) return;
  for (const article of articles()) {
    if (asked.includes(article.dataset.question)) continue;
    refusedOnes.delete(article);
    article.remove();
  }
  let before;
  let added = 0;
  for (const fresh of page.querySelectorAll('article[data-question]')) {
    const here = articles().find((one) => one.dataset.question === fresh.dataset.question);
    if (!here) {
      added += 1;
      if (before) before.after(fresh);
      else form.querySelector('article')?.before(fresh);
      prepare(fresh);
    }
    before = here ?? fresh;
  }
  const words = added === 1 ? 'One more question is' : `${added} more questions are`;
  document.querySelector('main > [data-save-state]').textContent =
    added > 0 ? `${words} asked on this page now.` : '';
}

const articleOf = (event) => event.target.closest('article[data-question]');

form.addEventListener('input', (event) => {
  const article = articleOf(event);
  if (article) changed(article, afterTypingMs);
});
form.addEventListener('change', (event) => {
  const article = articleOf(event);
  if (article) changed(article, 0);
});
form.addEventListener('click', (event) => {
  if (!event.target.closest('[data-confirm]')) return;
  event.preventDefault();
  const article = articleOf(event);
  confirming.add(article);
  changed(article, 0);
});
form.addEventListener('focusout', (event) => {
  const row = event.target.closest('.row');
  const article = articleOf(event);
  if (row && article && !row.contains(event.relatedTarget) && row.querySelector('input')?.value)
    changed(article, 0);
});
form.addEventListener('submit', () => {
  dirty.clear();
  refusedOnes.clear();
});
addEventListener('online', () => dirty.forEach((article) => void save(article)));
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden')
    dirty.forEach((article) => void save(article, { keepalive: true }));
});
addEventListener('beforeunload', (event) => {
  if (dirty.size + refusedOnes.size > 0) event.preventDefault();
});
articles().forEach(prepare);
