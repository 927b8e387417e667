import { expect, it } from '@jest/globals';
import { Message } from '../../src/webhooks/delivery.entity.js';
import { startAssay } from '../support/app.js';
import { aVendor, owe, run } from './owing.js';

it('a reminder is told to webhooks that want it, by ids alone and once', async () => {
  const assay = await startAssay();
  try {
    const staff = await assay.api();
    const made = await staff.post('/api/v1/webhooks', {
      name: 'Ticket system',
      url: 'https://hooks.buyer.example/assay',
      kinds: ['reminder.due'],
    });
    expect(made.status).toBe(201);
    const vendorId = await aVendor(assay, staff, 'Corridor Gateway');
    const ownerId = staff.userId;
    const obligationId = await owe(assay, { vendorId, ownerId, dueOn: '2026-11-30' });
    await run(assay);
    await run(assay);
    const messages = await assay.database.repository(Message).find();
    expect(messages).toHaveLength(1);
    const payload = JSON.parse(messages[0]?.payload ?? '') as { type: string; data: object };
    const { body } = await staff.get<{ id: string }[]>('/api/v1/reminders');
    expect(payload).toMatchObject({
      type: 'reminder.due',
      data: { reminderId: body[0]?.id, obligationId },
    });
    expect(messages[0]?.payload).not.toContain('Corridor');
  } finally {
    await assay.close();
  }
});
