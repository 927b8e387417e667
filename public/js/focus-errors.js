const summary = document.querySelector('[data-focus]');
summary?.focus();
