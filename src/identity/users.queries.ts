import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Database, keysetPage, readCursor, type Page } from '../platform/database/index.js';
import { NotFound } from '../platform/errors.js';
import { present } from '../platform/present.js';
import type { ListQuery } from '../platform/http/index.js';
import type { UserView } from './user.dto.js';
import { User } from './user.entity.js';

const columns = {
  id: 'u.id',
  name: 'u.name',
  email: 'u.email',
  role: 'u.role',
  disabled: 'CASE WHEN u.disabled_at IS NULL THEN 0 ELSE 1 END',
  hasPassword: 'CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END',
  managerId: 'u.manager_id',
  createdAt: 'u.created_at',
  version: 'u.version',
};

type Row = Omit<UserView, 'disabled' | 'hasPassword' | 'managerId'> & {
  disabled: number;
  hasPassword: number;
  managerId: string | null;
};

@Injectable()
export class UserQueries {
  constructor(private readonly database: Database) {}

  /** Everybody, by name. */
  async page({ size = 50, cursor }: ListQuery): Promise<Page<UserView>> {
    const column = 'lower(u.name)';
    const query = this.select().addSelect(column, 'sort_value');
    const keyset = { column, id: 'u.id', size, cursor: readCursor(cursor) };
    const page = await keysetPage<Row & { sort_value: string }>(query, keyset);
    return { ...page, items: page.items.map(({ sort_value: _, ...row }) => viewOf(row)) };
  }

  /** Who can be chosen for something: everybody with access, by name. */
  async choices(): Promise<{ id: string; name: string }[]> {
    return this.database.sql<{ id: string; name: string }[]>`
      SELECT id, name FROM app_user WHERE disabled_at IS NULL ORDER BY lower(name), id LIMIT 500`;
  }

  async view(id: string): Promise<UserView> {
    const row = await this.select().where('u.id = :id', { id }).getRawOne<Row>();
    if (!row) throw new NotFound('person');
    return viewOf(row);
  }

  private select(): SelectQueryBuilder<ObjectLiteral> {
    const query = this.database.repository(User).createQueryBuilder('u').select([]);
    for (const [alias, column] of Object.entries(columns)) query.addSelect(column, alias);
    return query;
  }
}

const viewOf = ({ disabled, hasPassword, ...row }: Row): UserView => ({
  ...present(row),
  disabled: disabled === 1,
  hasPassword: hasPassword === 1,
});
