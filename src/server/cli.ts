import { VERSION } from '../shared/version.ts'
import { errorText } from './cli/advice.ts'
import { UsageError } from './cli/arguments.ts'
import { COMMANDS, readAsked } from './cli/commands.ts'
import { ConfigurationError } from './configuration/configuration-error.ts'
import { FolderLockedError } from './store/lock.ts'

/** As the main help says. */
const EXIT = { failure: 1, usage: 2, alreadyRunning: 3 } as const

/** Runs one command; resolves when it is done, which for `start` is when the server listens. */
async function run(line: readonly string[]): Promise<void> {
  const asked = readAsked(line)
  if (asked.kind === 'help') process.stdout.write((await import('./cli/help.ts')).HELP[asked.topic])
  else if (asked.kind === 'version') process.stdout.write(`${VERSION}\n`)
  else await (await COMMANDS[asked.verb]())(asked.args)
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError || error instanceof ConfigurationError) return EXIT.usage
  return error instanceof FolderLockedError ? EXIT.alreadyRunning : EXIT.failure
}

// Whoever reads along may stop, as `head` does: a command goes on for nobody, and a server without its log.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`)
  process.exitCode = exitCodeOf(error)
}
