import { it } from '@jest/globals';
import puppeteer from 'puppeteer-core';
import { startAssay } from '../support/app.js';
import { addPerson, addSignable, signIn, sessionOf } from './people.js';
import { readFileSync } from 'node:fs';
it('look', async () => {
  const assay = await startAssay({ ASSAY_PORT: '38477' });
  await assay.app.listen(38477, '127.0.0.1');
  const admin = await assay.api();
  const a = await addSignable(assay, admin, 'administrator');
  await addPerson(admin, 'viewer'); const gone = await addSignable(assay, admin, 'approver');
  await admin.put(`/api/v1/users/${gone.id}`, { name: 'Noor Haddad', role: 'approver', disabled: true }, { 'if-match': '"1"' });
  const p = await addPerson(admin);
  const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (m) => errors.push(m.type() + ' ' + m.text()));
  page.on('pageerror', (m) => errors.push(String(m)));
  const o = 'http://127.0.0.1:38477';
  const [n, v] = (sessionOf(await signIn(assay, a, undefined, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36' } })) ?? '').split('=');
  await signIn(assay, a);
  let axe = '';
  try { axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8'); } catch {}
  await page.setBypassCSP(true);
  const shot = async (name: string) => {
    for (const width of [1280, 375]) {
      await page.setViewport({ width, height: 800 });
      const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if ((over as number) > 0) console.log(name, width, 'overflows', over);
      await page.screenshot({ path: `/tmp/look-id/${name}-${width}.png`, fullPage: true });
    }
    if (axe) { await page.evaluate(axe); const r = await page.evaluate('axe.run().then(r => r.violations.map(v => v.id + " " + v.impact + " " + v.nodes.map(n=>n.html).join(" | ")))'); if ((r as string[]).length) console.log(name, r); }
  };
  await page.goto(`${o}/password?token=${p.token}`); await shot('password');
  await page.type('#field-password', 'short'); await page.click('button[type=submit]'); await page.waitForSelector('.error-summary'); await shot('password-error');
  await page.goto(`${o}/password?token=x`); await shot('password-gone');
  await browser.setCookie({ name: n ?? '', value: v ?? '', domain: '127.0.0.1', path: '/' });
  await page.goto(`${o}/users`); await shot('users');
  await page.goto(`${o}/users/new`); await shot('users-new');
  await page.type('#field-name', 'Ines Okafor'); await page.type('#field-email', 'ines@buyer.example'); await page.click('main form button[type=submit]'); await page.waitForSelector('.copyable'); await shot('users-link');
  await page.goto(`${o}/users/${p.id}`); await shot('user');
  await page.goto(`${o}/users/${gone.id}`); await shot('user-gone');
  await page.goto(`${o}/tokens`); await shot('tokens-empty');
  await page.goto(`${o}/tokens/new?preset=read`); await shot('tokens-new');
  await page.type('#field-name', 'Nightly export'); await page.click('main form button[type=submit]'); await page.waitForSelector('.copyable'); await shot('token-secret');
  await page.goto(`${o}/tokens`); await page.click('summary'); await shot('tokens');
  await page.click('a[href$=revocation]'); await page.waitForSelector('.danger'); await shot('token-revoke');
  await page.goto(`${o}/account`); await shot('account');
  console.log(errors);
  await browser.close();
  await assay.close();
}, 120000);
