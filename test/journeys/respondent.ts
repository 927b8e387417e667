/// <reference lib="dom" />
import type { Person } from './person.js';

/** Answers every question of the section that is open: well, apart from what is told otherwise. */
async function answerSection(person: Person, otherwise: Record<string, string>): Promise<void> {
  await person.page.evaluate((told) => {
    const write = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): void => {
      if (field.value !== '' || /comment|reason/.test(field.name)) return;
      if (field instanceof HTMLSelectElement) field.selectedIndex = 1;
      else if (field.type === 'date') field.value = '2026-09-30';
      else if (field.type === 'number' || /retentionDays|exceptions/.test(field.name))
        field.value = '14';
      else if (/url|purl/.test(field.name)) field.value = '';
      else field.value = 'As our security policy says';
    };
    for (const question of document.querySelectorAll<HTMLElement>('article[data-question]')) {
      const { question: key = '', kind = '' } = question.dataset;
      const radios = [...question.querySelectorAll<HTMLInputElement>('input[type=radio]')];
      const wanted = radios.find(({ value }) => value === (told[key] ?? 'yes')) ?? radios[0];
      if (wanted) wanted.checked = true;
      else if (kind === 'multiple') {
        const box = question.querySelector<HTMLInputElement>('input[type=checkbox]');
        if (box) box.checked = true;
      } else if (kind === 'number') {
        const field = question.querySelector<HTMLInputElement>('input.control');
        if (field) field.value = '24';
      } else if (['tools', 'stores', 'audits'].includes(kind)) {
        const row = question.querySelector('[data-rows] > :first-child');
        row?.querySelectorAll<HTMLInputElement>('input.control, select, textarea').forEach(write);
      } else {
        question
          .querySelectorAll<HTMLInputElement>('input.control:not([type=file]), textarea')
          .forEach((field) => write(field));
      }
    }
  }, otherwise);
}

/** Answers section after section, until all answers are shown to be checked. */
export async function answerSections(
  person: Person,
  otherwise: Record<string, string> = {},
): Promise<void> {
  while (!person.page.url().includes('/check')) {
    await answerSection(person, otherwise);
    const next = await person.page.$eval('button[value=next]', (found) => found.innerText);
    await person.press(next);
  }
}

/** Section after section: answers what is told otherwise, and says of everything else that it is still true. */
export async function confirmSections(
  person: Person,
  otherwise: Record<string, string>,
): Promise<void> {
  while (!person.page.url().includes('/check')) {
    await person.page.evaluate((told) => {
      for (const [key, value] of Object.entries(told)) {
        const at = `article[data-question="${key}"] input[type=radio][value="${value}"]`;
        document.querySelector<HTMLInputElement>(at)?.click();
      }
    }, otherwise);
    const section = person.page.url();
    await person.page.$eval('button[value=save].button', (button) => button.click());
    await person.page.waitForNavigation();
    const confirmation = await person.page.$('a[href$="/confirmation"]');
    if (confirmation) {
      await confirmation.evaluate((link) => (link as HTMLElement).click());
      await person.page.waitForNavigation();
      await person.page.$eval('form.form button[type=submit]', (button) => button.click());
      await person.page.waitForNavigation();
      await person.open(section);
    }
    const next = await person.page.$eval('button[value=next]', (found) => found.innerText);
    await person.press(next);
  }
}
