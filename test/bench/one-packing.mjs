// Packs one large dossier in a process that does nothing else: node one-packing.mjs BUILD FOLDER MEGABYTES
import { Built } from './built.mjs';
import { packerOf } from './large-files.mjs';
import { memoryOf } from './memory.mjs';

const [build, folder, megabytes] = process.argv.slice(2);

const pack = await packerOf(new Built(build), folder, Number(megabytes));
await pack();
console.log(JSON.stringify({ resident: memoryOf('self')?.peak }));
