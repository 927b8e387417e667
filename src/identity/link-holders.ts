import type { Clock } from '../platform/clock.js';
import type { Database, Sql } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import { hashOfSecret, LinkEnded, newLinkSession } from './magic-link.js';

/** Where the links of one kind and their sessions are kept. */
export interface LinkTables {
  links: Sql;
  sessions: Sql;
  /** The column of a session that names its link. */
  linkId: Sql;
}

export interface StartedLink<Opened> {
  /** For the cookie; stored only as a hash. */
  secret: string;
  expiresAt: Date;
  opened: Opened;
}

/** People who come with a magic link of one kind. An unknown, expired, revoked or mangled one is the same: nothing. */
export abstract class LinkHolders<Opened extends { expiresAt: Date }> {
  constructor(
    protected readonly database: Database,
    protected readonly clock: Clock,
    private readonly tables: LinkTables,
  ) {}

  /** What a link opens now. */
  protected abstract standing(linkId: string): Promise<Opened | undefined>;
  protected abstract linkOf(opened: Opened): string;

  /** What a link opens. Looking has no effect: a mail scanner may look as often as it likes. */
  async peek(secret: string): Promise<Opened | undefined> {
    const hash = hashOfSecret(secret);
    if (hash === undefined) return undefined;
    const [found] = await this.database.sql<{ id: string }[]>`
      SELECT id FROM ${this.tables.links} WHERE secret_hash = ${hash}`;
    return found && this.standing(found.id);
  }

  /** Gives a session for a link, as often as it is opened until it ends: on a phone today, on a desk tomorrow. */
  async exchange(secret: string): Promise<StartedLink<Opened> | undefined> {
    const opened = await this.peek(secret);
    if (!opened) return undefined;
    const now = this.clock.now();
    const { secret: session, secretHash, expiresAt } = newLinkSession(now, opened.expiresAt);
    const { links, sessions, linkId } = this.tables;
    const link = this.linkOf(opened);
    const at = now.toISOString();
    await this.database.transaction(async () => {
      await this.database.sql`
        DELETE FROM ${sessions} WHERE ${linkId} = ${link} AND expires_at <= ${at}`;
      await this.database.sql`
        INSERT INTO ${sessions} (id, secret_hash, ${linkId}, created_at, expires_at)
        VALUES (${newId()}, ${secretHash}, ${link}, ${at}, ${expiresAt.toISOString()})`;
      await this.database.sql`
        UPDATE ${links} SET opened_at = ${at} WHERE id = ${link} AND opened_at IS NULL`;
    });
    return { secret: session, expiresAt, opened };
  }

  /** What the session of a browser opens now. */
  async bySession(sessionSecret: string): Promise<Opened | undefined> {
    const hash = hashOfSecret(sessionSecret);
    if (hash === undefined) return undefined;
    const { sessions, linkId } = this.tables;
    const [found] = await this.database.sql<{ id: string }[]>`
      SELECT ${linkId} AS id FROM ${sessions}
      WHERE secret_hash = ${hash} AND expires_at > ${this.clock.now().toISOString()}`;
    return found && this.standing(found.id);
  }

  /** Inside the transaction that takes something which may have begun to be sent long before. */
  async mustStand(opened: Opened): Promise<void> {
    if (!(await this.standing(this.linkOf(opened)))) throw new LinkEnded();
  }
}
