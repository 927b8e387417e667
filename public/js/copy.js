async function copy(button) {
  const text = button.dataset.copy ?? '';
  try {
    await navigator.clipboard.writeText(text);
    say(button, 'Copied');
  } catch {
    getSelection()?.selectAllChildren(button.previousElementSibling ?? button);
    say(button, 'Selected: copy it with the keyboard');
  }
}

function say(button, words) {
  let said = button.nextElementSibling;
  if (said?.getAttribute('role') !== 'status') {
    said = document.createElement('span');
    said.setAttribute('role', 'status');
    said.className = 'small muted';
    button.after(said);
  }
  said.textContent = words;
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => void copy(button));
}
