import { existsSync } from 'node:fs'
import path from 'node:path'
import { checkFile, type Finding } from '../store/sqlite-check.ts'
import { DATA_OPTION, folderOf, parse, UsageError } from './arguments.ts'
import { requireServer } from './on-folder.ts'

/** Looks whether what a server has, or a backup, is whole; the exit code says it too. */
export async function check(args: readonly string[]): Promise<void> {
  const { file, isBackup } = asked(args)
  const findings = checkFile(file)
  const problems = findings.flatMap((finding) => finding.problems)
  process.stdout.write(`Looked at ${file}:\n${findings.map(findingToText).join('')}`)
  if (problems.length === 0) {
    process.stdout.write('All of it is as it should be.\n')
    return
  }
  process.exitCode = 1
  process.stderr.write(
    `${problems.map((problem) => `${problem}\n`).join('')}${isBackup ? ADVICE.backup : ADVICE.server}\n`
  )
}

const ADVICE = {
  server: 'Stop the server, and restore a backup: what is there now is kept beside it.',
  backup: 'Do not restore this backup as long as there is another.'
} as const

function asked(args: readonly string[]): { readonly file: string; readonly isBackup: boolean } {
  const { values, positionals } = parse('check', args, { options: DATA_OPTION, words: null })
  const [backup, surplus] = positionals
  if (surplus !== undefined) throw new UsageError(`One file at a time: leave out ${surplus}.`)
  if (backup === undefined) {
    const folder = folderOf(values)
    requireServer(folder)
    return { file: folder.database, isBackup: false }
  }
  if (values.data !== undefined) throw new UsageError('Either a FILE or --data DIR: leave one out.')
  const file = path.resolve(backup)
  if (!existsSync(file)) throw new Error(`There is no file ${file}: look at the name again.`)
  return { file, isBackup: true }
}

function findingToText({ looked, count, problems }: Finding): string {
  return `  ${count} ${looked}${problems.length > 0 ? ': not so' : ''}\n`
}
