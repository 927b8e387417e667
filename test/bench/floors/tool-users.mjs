// Who uses a tool, with nothing around it: one Fastify route, three prepared statements, over the same rows.
import SqliteFile from 'better-sqlite3';
import fastify from 'fastify';

const [file] = process.argv.slice(2);
const database = new SqliteFile(file, { readonly: true });
database.pragma('cache_size = -32000');
database.pragma('mmap_size = 268435456');

const inUse = "v.status NOT IN ('offboarded', 'rejected')";
const counts = database.prepare(`
  SELECT sum(uses) AS uses, count(*) AS vendors, sum(sees) AS seeOurData, sum(holds) AS holdCredentials,
    sum(unknown) AS unknown, sum(direct) AS direct, sum(transitive) AS transitive, sum(stale) AS stale
  FROM (SELECT u.vendor_id, count(*) AS uses,
      max(CASE WHEN u.sees_our_data = 'yes' THEN 1 ELSE 0 END) AS sees,
      max(CASE WHEN u.holds_credentials = 'yes' THEN 1 ELSE 0 END) AS holds,
      max(CASE WHEN u.sees_our_data = 'unknown' OR u.holds_credentials = 'unknown' THEN 1 ELSE 0 END) AS unknown,
      max(CASE WHEN u.direct = 'yes' THEN 1 ELSE 0 END) AS direct,
      min(CASE WHEN u.direct = 'no' THEN 1 ELSE 0 END) AS transitive,
      min(CASE WHEN u.described_on < ? THEN 1 ELSE 0 END) AS stale
    FROM tool_use u JOIN vendor v ON v.id = u.vendor_id
    WHERE u.root_id = ? AND u.is_current = 1 AND ${inUse} GROUP BY u.vendor_id)`);
const page = database.prepare(`
  SELECT u.id, u.vendor_id AS vendorId, v.name AS vendor, v.status, v.tier, u.version_text AS version,
    u.described_on AS describedOn, u.source, u.grade, u.sees_our_data AS seesOurData,
    u.holds_credentials AS holdsCredentials, u.direct, r.name AS tool, r.purl
  FROM tool_use u JOIN vendor v ON v.id = u.vendor_id JOIN tool r ON r.id = u.root_id
  WHERE u.root_id = ? AND u.is_current = 1 AND ${inUse} ORDER BY v.sort_name, u.id LIMIT 51`);

const server = fastify();
server.get('/', async ({ query: { toolId, first } }) => ({
  counts: counts.get(first, toolId),
  uses: page.all(toolId).slice(0, 50),
}));
server.get('/ready', async () => ({ status: 'ready' }));
process.once('SIGTERM', () => void server.close().then(() => database.close()));
await server.listen({ port: Number(process.env.ASSAY_PORT), host: '127.0.0.1' });
