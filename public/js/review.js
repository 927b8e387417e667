// J and K walk through the answers, 1 to 5 judge, ? shows the keys. Everything works without them.
const form = document.querySelector('form[data-judgement]');
const keys = document.querySelector('[data-keys]');
const choices = [...(form?.querySelectorAll('input[name="judgement"]') ?? [])];

function follow(rel) {
  document.querySelector(`#question a[rel="${rel}"]`)?.click();
}

function choose(at) {
  const choice = choices[at];
  if (!choice) return;
  choice.checked = true;
  choice.focus();
}

function isTyping({ target }) {
  return target instanceof Element && target.matches('textarea, select, input:not([type="radio"])');
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const key = event.key.toLowerCase();
  if (key === 'j') follow('next');
  else if (key === 'k') follow('prev');
  else if (key === '?' && keys) keys.open = !keys.open;
  else if (/^[1-5]$/.test(key)) choose(Number(key) - 1);
  else return;
  event.preventDefault();
});

if (keys) keys.hidden = false;
choices.forEach((choice, at) => {
  const hint = document.createElement('kbd');
  hint.textContent = String(at + 1);
  hint.setAttribute('aria-hidden', 'true');
  choice.labels?.[0]?.append(hint);
});

const list = document.querySelector('.review > nav');
const current = list?.querySelector('[aria-current]');
if (list && current) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
