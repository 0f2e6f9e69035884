import { existsSync, statSync } from 'node:fs'
import { askStatus } from '../control/client.ts'
import type { DataFolder } from '../data-folder.ts'
import type { OperatorReader, Statistics } from '../store/administration.ts'
import { DATA_OPTION, folderOf, parse } from './arguments.ts'
import { withReader } from './reading.ts'
import { moment, table } from './table.ts'

const DAYS = 7

interface Day {
  /** As `2026-11-22`, in this computer's time zone. */
  readonly day: string
  readonly messages: number
}

/** Prints what the server holds, in numbers. */
export async function showStatistics(args: readonly string[]): Promise<void> {
  const options = { ...DATA_OPTION, json: { type: 'boolean' } } as const
  const { values } = parse('stats', args, { options, words: [] })
  const folder = folderOf(values)
  const [held, days] = await withReader(folder, async (reader) => {
    return [await reader.statistics(), await newestDays(reader)] as const
  })
  const status = await askStatus(folder.control)
  const facts = { ...held, bytes: sizeOf(folder), online: status?.online ?? null, days }
  process.stdout.write(values.json ? `${JSON.stringify(factsToJson(facts))}\n` : factsToText(facts))
}

interface Facts extends Statistics {
  readonly bytes: number
  /** People; null when no server runs. */
  readonly online: number | null
  readonly days: readonly Day[]
}

async function newestDays(reader: OperatorReader): Promise<readonly Day[]> {
  const days: Day[] = []
  for (let ago = DAYS - 1; ago >= 0; ago--) {
    const [from, to] = [midnight(-ago), midnight(1 - ago)]
    days.push({
      day: moment(from).slice(0, 'YYYY-MM-DD'.length),
      messages: await reader.countPosted(from, to)
    })
  }
  return days
}

/** The first moment of a day, so many days from today: not every day has 24 hours. */
function midnight(daysFromToday: number): number {
  const date = new Date()
  date.setHours(0, 0, 0, 0)
  date.setDate(date.getDate() + daysFromToday)
  return date.getTime()
}

function sizeOf({ database }: DataFolder): number {
  const files = ['', '-wal', '-shm'].map((suffix) => database + suffix)
  return files.reduce((sum, file) => sum + (existsSync(file) ? statSync(file).size : 0), 0)
}

function factsToText({ users, signedIn, messages, notifications, bytes, online, days }: Facts): string {
  const people = `${users.active}, ${users.superusers} of them superusers; ${users.deactivated} deactivated`
  return table([
    ['users', people],
    ['signed in', `on ${signedIn} devices`],
    ['online', online === null ? 'no server runs' : String(online)],
    ['messages', `${messages.kept}; ${messages.deleted} deleted`],
    ['notifications', `${notifications.general} to everyone, ${notifications.personal} to one person`],
    ['on disk', `${(bytes / 1024 / 1024).toFixed(1)} MB`],
    ...days.map(({ day, messages: count }) => [day, `${count} messages`])
  ])
}

function factsToJson({ users, signedIn, messages, notifications, bytes, online, days }: Facts) {
  return { users, signed_in: signedIn, online, messages, notifications, bytes, days }
}
