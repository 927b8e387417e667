// Folds away what speaks of other kinds of audit than the chosen one. What has a fault stays in sight.
const kind = document.querySelector('#field-kind');
const parts = [...document.querySelectorAll('[data-kinds]')];

function fold() {
  for (const part of parts) {
    const speaks = part.dataset.kinds.split(' ').includes(kind.value);
    part.hidden = !speaks && !part.querySelector('.has-error');
  }
}

kind?.addEventListener('change', fold);
if (kind) fold();
