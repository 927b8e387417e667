// The list of vendors with nothing around it: one Fastify route, one prepared statement.
import SqliteFile from 'better-sqlite3';
import fastify from 'fastify';

const [file] = process.argv.slice(2);
const database = new SqliteFile(file, { readonly: true });
database.pragma('cache_size = -32000');
database.pragma('mmap_size = 268435456');

const columns = `v.id AS id, v.name AS name, v.status AS status, v.owner_id AS ownerId, u.name AS owner, v.tier AS tier,
  v.band AS band, v.residual AS residual, v.floored AS floored, v.updated_at AS updatedAt, v.sort_name AS sort_value`;
const select = (after) =>
  database.prepare(`SELECT ${columns} FROM vendor v INNER JOIN app_user u ON u.id = v.owner_id
    WHERE v.status = ? ${after} ORDER BY v.sort_name ASC, v.id ASC LIMIT 51`);
const firstPage = select('');
const laterPage = select('AND (v.sort_name, v.id) > (?, ?)');

const server = fastify();
server.get('/', async ({ query: { status, name, id } }) => {
  const rows = name === undefined ? firstPage.all(status) : laterPage.all(status, name, id);
  return rows.slice(0, 50).map(lineOf);
});

function lineOf({ id, name, status, ownerId, owner, tier, band, residual, floored, updatedAt }) {
  return {
    id,
    name,
    status,
    ownerId,
    owner,
    tier: tier ?? undefined,
    band: band ?? undefined,
    residual: residual ?? undefined,
    floored: floored === 1,
    updatedAt,
  };
}

server.get('/ready', async () => ({ status: 'ready' }));
process.once('SIGTERM', () => void server.close().then(() => database.close()));
await server.listen({ port: Number(process.env.ASSAY_PORT), host: '127.0.0.1' });
