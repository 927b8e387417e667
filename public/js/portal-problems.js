/** Shows beside each field what the server said about it; what belongs to none stands at the end of the question. */
export function markProblems(article, problems) {
  clearProblems(article);
  const controls = [...article.querySelectorAll('[name]')];
  for (const [path, message] of Object.entries(problems)) {
    const name = `${article.dataset.question}:${path === 'rows' ? 'none' : path}`;
    const control = controls.find((one) => one.name === name);
    const field = control?.closest('.field');
    const said = document.createElement('p');
    said.className = 'field-error';
    said.dataset.said = '';
    said.textContent = message;
    if (!field) {
      article.append(said);
      continue;
    }
    field.classList.add('has-error');
    control.setAttribute('aria-invalid', 'true');
    field.querySelector('label, legend').after(said);
    const details = field.closest('details');
    if (details) details.open = true;
  }
}

export function clearProblems(article) {
  for (const said of article.querySelectorAll('p.field-error')) said.remove();
  for (const field of article.querySelectorAll('.has-error')) field.classList.remove('has-error');
  for (const control of article.querySelectorAll('[aria-invalid]'))
    control.removeAttribute('aria-invalid');
}
