import type { Database } from 'better-sqlite3'
import type { Log } from '../../shared/std/log.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { EventWriter } from './sqlite-event-writer.ts'
import { sqliteMessages } from './sqlite-messages.ts'
import { sqliteNotifications } from './sqlite-notifications.ts'
import type { Appender, Command, Outcome, Rules } from './store.ts'

export interface AppenderDeps {
  readonly rules: Rules
  readonly events: EventWriter
  readonly log: Log
}

/** The writing half of the store: each batch is one transaction, each command in it stands or falls alone. */
export function sqliteAppender(db: Database, { rules, events, log }: AppenderDeps): Appender {
  const messages = sqliteMessages(db, rules, events)
  const notifications = sqliteNotifications(db, rules, events)

  function execute(command: Command): Outcome {
    switch (command.kind) {
      case 'post':
        return messages.post(command)
      case 'delete':
        return messages.remove(command)
      case 'announce':
        return notifications.announce(command)
      case 'notify':
        return notifications.notify(command)
      case 'mark-read':
        return notifications.markRead(command)
      default:
        return unreachable(command)
    }
  }

  // Inside another transaction, better-sqlite3 makes of this one a savepoint.
  const attempt = db.transaction(execute)

  function attemptAlone(command: Command): Outcome {
    try {
      return attempt(command)
    } catch (error) {
      // On some errors, such as a full disk, SQLite has rolled everything back: then nobody may be told of success.
      if (!db.inTransaction) throw error
      log.error('store.command_failed', { kind: command.kind, error: String(error) })
      return { kind: 'refused', code: 'internal' }
    }
  }

  const commit = db.transaction((batch: readonly Command[]) => batch.map(attemptAlone))
  return {
    async append(batch) {
      return commit.immediate(batch)
    }
  }
}
