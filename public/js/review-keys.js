/** What a key does at the review desk; nothing for those that mean nothing here. */
export function keys(key, { form, list, spot }) {
  const follow = (selector) => () => document.querySelector(selector)?.click();
  const focus = (name) => () => form?.querySelector(`[name="${name}"]`)?.focus();
  const acts = {
    j: follow('#question a[rel="next"]'),
    k: follow('#question a[rel="prev"]'),
    n: follow('#question a[data-open]'),
    b: follow('a[data-together]'),
    e: focus('evidence'),
    c: focus('comment'),
    v: () => turnAudience(form),
    w: () => {
      const why = spot('moved').querySelector('details');
      if (why) why.open = !why.open;
    },
    ']': () => sectionAt(list, 1)?.click(),
    '[': () => sectionAt(list, -1)?.click(),
    '?': () => spot('keys').showModal(),
  };
  if (/^[1-5]$/.test(key)) return () => choose(form, Number(key) - 1);
  // On a chosen answer the browser sends the form by itself; from anywhere else it is to be asked.
  if (key === 'Enter' && canSave(form)) return () => form.requestSubmit();
  return acts[key.toLowerCase()];
}

function choose(form, at) {
  const choice = form?.querySelectorAll('input[name="judgement"]')[at];
  if (!choice) return;
  choice.checked = true;
  choice.focus();
}

/** Enter on a link, a button or a summary is theirs. */
const canSave = (form) =>
  form?.querySelector('input[name="judgement"]:checked') &&
  !document.activeElement?.matches('a, button, summary, [role="region"]');

function turnAudience(form) {
  const choices = [...(form?.querySelectorAll('input[name="audience"]') ?? [])];
  const other = choices.find((choice) => !choice.checked);
  if (!other) return;
  other.checked = true;
  other.focus();
}

/** The first question of the section after or before the one that is open. */
function sectionAt(list, step) {
  const sections = [...list.querySelectorAll('ol')];
  const here = sections.findIndex((section) => section.querySelector('[aria-current]'));
  return sections[here + step]?.querySelector('a');
}
