// Lets a child process run our TypeScript as it stands: node --import ./test/support/run-typescript.mjs file.ts
import { register } from 'node:module';
import 'reflect-metadata';

register('./typescript-hooks.mjs', import.meta.url);
