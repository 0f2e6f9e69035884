import type { Database } from 'better-sqlite3'
import type { Log } from '../../shared/std/log.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { WriteAudit } from './sqlite-audit.ts'
import { sqliteCounter } from './sqlite-counter.ts'
import type { BeginEvents } from './sqlite-event-writer.ts'
import { prepareMessages } from './sqlite-messages.ts'
import { prepareNotifications } from './sqlite-notifications.ts'
import { preparePositions } from './sqlite-read-positions.ts'
import type { Appender, Command, Outcome, Rules } from './store.ts'

export interface AppenderDeps {
  readonly rules: Rules
  readonly beginEvents: BeginEvents
  readonly audit: WriteAudit
  readonly log: Log
}

/** The writing half of the store: each batch is one transaction, each command in it stands or falls alone. */
export function sqliteAppender(db: Database, { beginEvents, log, ...deps }: AppenderDeps): Appender {
  const beginMessages = prepareMessages(db, deps)
  const beginNotifications = prepareNotifications(db, deps)
  const beginOrdinals = sqliteCounter(db, 'rooms', 'last_n')
  const movePosition = preparePositions(db, deps.rules)

  function execute(commands: readonly Command[]): Outcome[] {
    const events = beginEvents()
    const ordinals = beginOrdinals()
    const messages = beginMessages(events, ordinals)
    const notifications = beginNotifications(events)
    const outcomes = commands.map((command) => {
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
        case 'move-read-position':
          return movePosition(command, ordinals)
        default:
          return unreachable(command)
      }
    })
    ordinals.write()
    events.end()
    return outcomes
  }

  // Inside another transaction, better-sqlite3 makes of this one a savepoint.
  const attempt = db.transaction(execute)

  /** Undoes what the commands did when one of them fails. */
  function attemptOr(commands: readonly Command[], onFailure: (error: unknown) => Outcome[]): Outcome[] {
    try {
      return attempt(commands)
    } catch (error) {
      // On some errors, such as a full disk, SQLite has rolled everything back: then nobody may be told of success.
      if (!db.inTransaction) throw error
      return onFailure(error)
    }
  }

  function refuse(command: Command, error: unknown): Outcome {
    log.error('store.command_failed', { kind: command.kind, error: String(error) })
    return { kind: 'refused', code: 'internal' }
  }

  // Almost never does a command fail: only then is a savepoint spent on each, to find out which.
  const commit = db.transaction((batch: readonly Command[]) =>
    attemptOr(batch, () =>
      batch.flatMap((command) => attemptOr([command], (error) => [refuse(command, error)]))
    )
  )
  return {
    async append(batch) {
      return commit.immediate(batch)
    }
  }
}
