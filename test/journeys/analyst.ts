/// <reference lib="dom" />
import type { Person } from './person.js';
import { until } from './server.js';

const factors = [
  'Internet exposure',
  'Fourth parties seeing our data',
  'Training on our data, or keeping it',
  'Incident in the last 24 months',
  'Code of theirs that we install',
];

/** Opens the set-up page by the printed link; gives that link. */
export async function openSetUp(person: Person, printed: string): Promise<string> {
  const [address = ''] = /http\S+\/set-up\?token=\S+/.exec(printed) ?? [];
  await person.open(address);
  return address;
}

/** Makes the first administrator on the set-up page. */
export async function makeAdministrator(person: Person, email: string): Promise<void> {
  await person.fill('Organisation', 'Meridian Freight');
  await person.fill('Your name', 'Ada Moreau');
  await person.fill('E-mail address', email);
  await person.fill('Password', 'correct horse battery staple');
  await person.press('Make the administrator');
}

/** Adds a vendor with somebody to ask; gives the address of its page. */
export async function addVendor(person: Person, contact: string): Promise<string> {
  await person.press('Add a vendor');
  await person.fill('Name', 'Corridor Gateway');
  await person.fill('What they do for us', 'Routes our prompts to several model providers.');
  await person.press('Save the vendor');
  const vendorPage = person.page.url();
  await person.press('Add a contact');
  await person.fill('Name', 'Rui Okafor');
  await person.fill('E-mail address', contact);
  await person.press('Save the contact');
  return vendorPage;
}

/** Chooses everything that decides the inherent risk of a demanding engagement; tier 1 appears on the way. */
export async function describeEngagement(person: Person): Promise<void> {
  await person.press('Add an engagement');
  await person.fill('What do we use them for?', 'Gateway for all prompts');
  await person.choose('Personal data');
  await person.choose('Passwords, keys or tokens');
  await person.choose('Writes through an API');
  await person.page.evaluate(() => {
    const click = (selector: string) => document.querySelector<HTMLInputElement>(selector)?.click();
    click('input[name=criticality][value=H]');
    click('input[name=autonomy][value=none]');
  });
  for (const factor of factors) await person.select(factor, 'H');
  await until(async () => (await person.text()).includes('Tier 1 is forced'));
}
