import { news } from '../../webhooks/index.js';

export const reminderDue = news('reminder.due', 'Somebody is reminded of something that is due');
