import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'

import type { SqliteFile } from './binding.ts'
import { groupCommit } from './group-commit.ts'
import { type Prepared, preparedStatements } from './statements.ts'
import { turns } from './turns.ts'

/**
 * Kysely on the one connection an SQLite file has. Whoever holds the connection, for a statement or a transaction,
 * has it alone; the others wait in line. Transactions are savepoints within a group that is committed as one.
 */
export function sqliteDriver(file: SqliteFile): Driver {
  const line = turns()
  const prepared = preparedStatements(file)
  const group = groupCommit(file, () => setImmediate(() => void commitGroup()))
  let inTransaction = false

  async function commitGroup(): Promise<void> {
    await line.take()
    group.commit()
    line.pass()
  }

  const requireTransaction = (): void => {
    if (!group.durable()) throw new Error('SQLite has undone this transaction.')
  }

  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      if (inTransaction) requireTransaction()
      if (query.query.kind !== 'SelectQueryNode') group.open()
      try {
        return run<Row>(prepared(query.sql), query.parameters)
      } catch (error) {
        group.checkAlive(error)
        throw error
      }
    },
    streamQuery: () => {
      throw new Error('Streaming holds the only connection; read a page instead.')
    },
  }

  return {
    async init() {},
    async acquireConnection() {
      await line.take()
      return connection
    },
    async beginTransaction() {
      group.open()
      file.exec('savepoint member')
      inTransaction = true
    },
    async commitTransaction() {
      requireTransaction()
      file.exec('release member')
      inTransaction = false
    },
    async rollbackTransaction() {
      inTransaction = false
      if (group.durable()) file.exec('rollback to member; release member')
    },
    async releaseConnection() {
      const durable = group.durable()
      line.pass()
      await durable
    },
    async destroy() {
      await commitGroup()
      file.close()
    },
  }
}

function run<Row>({ statement, returnsRows }: Prepared, parameters: readonly unknown[]): QueryResult<Row> {
  if (returnsRows) return { rows: statement.all(...parameters) as Row[] }
  return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) }
}
