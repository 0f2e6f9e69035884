import { parseCommandLine, UsageError } from './cli/arguments.ts'
import { HELP } from './cli/help.ts'
import { unreachable } from '../shared/std/unreachable.ts'
import { FolderLockedError } from './store/lock.ts'

const EXIT = { failure: 1, usage: 2, alreadyRunning: 3 } as const

/**
 * Runs one command; resolves when it is done, which for `start` is when the server listens. Each command loads only
 * what it needs, so that help and status do not wait for the server's libraries.
 */
async function run(args: readonly string[]): Promise<void> {
  const command = parseCommandLine(args)
  switch (command.verb) {
    case 'help':
      process.stdout.write(HELP[command.topic])
      return
    case 'start':
      return (await import('./cli/start.ts')).start(command)
    case 'status':
      return (await import('./cli/status.ts')).showStatus(command)
    case 'user add':
      return (await import('./cli/user-add.ts')).addUser(command)
    case 'notify':
      return (await import('./cli/notify.ts')).sendNotice(command)
    default:
      return unreachable(command)
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  return error instanceof FolderLockedError ? EXIT.alreadyRunning : EXIT.failure
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = exitCodeOf(error)
}
