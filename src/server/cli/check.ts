import { existsSync } from 'node:fs'
import path from 'node:path'
import { checkFile, type Finding } from '../store/sqlite-check.ts'
import { DATA_OPTION, folderOf, parse, UsageError } from './arguments.ts'
import { requireServer } from './on-folder.ts'

/** Looks whether what a server has, or a backup, is whole; the exit code says it too. */
export async function check(args: readonly string[]): Promise<void> {
  const file = fileOf(args)
  const findings = checkFile(file)
  const problems = findings.flatMap((finding) => finding.problems)
  process.stdout.write(`Looked at ${file}:\n${findings.map(findingToText).join('')}`)
  if (problems.length === 0) {
    process.stdout.write('All of it is as it should be.\n')
    return
  }
  process.exitCode = 1
  process.stderr.write(
    `${problems.map((problem) => `${problem}\n`).join('')}Keep this file as it is, and restore a backup.\n`
  )
}

function fileOf(args: readonly string[]): string {
  const { values, positionals } = parse('check', args, { options: DATA_OPTION, words: null })
  const [backup, surplus] = positionals
  if (surplus !== undefined) throw new UsageError(`One file at a time: leave out ${surplus}.`)
  if (backup === undefined) {
    const folder = folderOf(values)
    requireServer(folder)
    return folder.database
  }
  if (values.data !== undefined) throw new UsageError('Either a FILE or --data DIR: leave one out.')
  const file = path.resolve(backup)
  if (!existsSync(file)) throw new Error(`There is no file ${file}: look at the name again.`)
  return file
}

function findingToText({ looked, count, problems }: Finding): string {
  return `  ${count} ${looked}${problems.length > 0 ? ': not so' : ''}\n`
}
