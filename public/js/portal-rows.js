/** Lists of rows: one blank row instead of three, rows added and removed without asking the server. */
export function prepareRows(article) {
  const rows = article.querySelector('[data-rows]');
  if (!rows) return;
  const blanks = [...rows.querySelectorAll(':scope > [data-blank]')];
  const keep = blanks.length === rows.querySelectorAll(':scope > .row').length ? 1 : 0;
  for (const blank of blanks.slice(keep)) blank.remove();
  for (const row of rows.querySelectorAll(':scope > .row')) addRemoval(row);
  const add = article.querySelector('[data-add-row]');
  add.type = 'button';
  add.textContent = `Add another ${rows.dataset.one}`;
  add.addEventListener('click', () => addRow(rows));
  for (const hint of article.querySelectorAll('[data-without-script]')) hint.hidden = true;
  renumber(rows);
}

function addRow(rows) {
  const template = rows.querySelector('template');
  const row = template.content.firstElementChild.cloneNode(true);
  const at = rows.dataset.next;
  rows.dataset.next = String(Number(at) + 1);
  for (const element of row.querySelectorAll('*')) {
    for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replaceAll('__at__', at));
    }
  }
  addRemoval(row);
  template.before(row);
  renumber(rows);
  row.querySelector('input, select')?.focus();
}

function addRemoval(row) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link small';
  button.textContent = 'Remove';
  button.addEventListener('click', () => {
    const rows = row.parentElement;
    row.remove();
    renumber(rows);
    rows.dispatchEvent(new Event('change', { bubbles: true }));
    rows.closest('article').querySelector('[data-add-row]').focus();
  });
  row.append(button);
}

function renumber(rows) {
  const { one } = rows.dataset;
  const word = one[0].toUpperCase() + one.slice(1);
  [...rows.querySelectorAll(':scope > .row')].forEach((row, index) => {
    row.querySelector('legend').textContent = `${word} ${index + 1}`;
    const remove = row.querySelector(':scope > button');
    remove.setAttribute('aria-label', `Remove ${one} ${index + 1}`);
  });
}
