// Looks again while something is being made.
if (document.querySelector('[data-waiting]')) setTimeout(() => location.reload(), 1500);
