import { askStatus } from '../control/client.ts'
import { DATA_OPTION, folderOf, parse } from './arguments.ts'

/** Prints whether a server runs on the folder; the exit code says it too. */
export async function showStatus(args: readonly string[]): Promise<void> {
  const options = { ...DATA_OPTION, json: { type: 'boolean' } } as const
  const { values } = parse('status', args, { options, words: [] })
  const folder = folderOf(values)
  const status = await askStatus(folder.control)
  if (!status) process.exitCode = 1
  if (values.json) {
    process.stdout.write(`${JSON.stringify(status ? { running: true, ...status } : { running: false })}\n`)
  } else if (status) {
    const { name, url, public_url, pid, users, online } = status
    const reached = public_url === null ? '' : `, for ${public_url}`
    process.stdout.write(
      `${name} listens on ${url}${reached} (process ${pid}): ${users} users, ${online} online.\n`
    )
  } else {
    process.stdout.write(`No server runs on ${folder.path}.\n`)
  }
}
