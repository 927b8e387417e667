// Shows inherent risk and tier as one chooses; without scripts they stand on the page after saving.
const form = document.querySelector('form[data-inherent]');
const body = document.querySelector('[data-derived-body]');
let latest = 0;

async function derive() {
  const mine = (latest += 1);
  const reply = await fetch('/engagements/inherent-risk', {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams(new FormData(form)),
  }).catch(() => undefined);
  if (!reply?.ok || mine !== latest) return;
  const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
  body.replaceChildren(...page.body.childNodes);
}

form?.addEventListener('change', derive);
