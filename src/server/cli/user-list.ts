import type { Member } from '../store/administration.ts'
import { DATA_OPTION, folderOf, parse } from './arguments.ts'
import { withReader } from './reading.ts'
import { isoTime, moment, table } from './table.ts'

/** Prints who there is. */
export async function listUsers(args: readonly string[]): Promise<void> {
  const options = { ...DATA_OPTION, json: { type: 'boolean' } } as const
  const { values } = parse('user list', args, { options, words: [] })
  const members = await withReader(folderOf(values), (reader) => reader.members())
  if (values.json) process.stdout.write(`${JSON.stringify(members.map(memberToJson))}\n`)
  else if (members.length === 0) process.stderr.write('There are no users yet.\n')
  else process.stdout.write(table([HEADINGS, ...members.map(memberToCells)]))
}

const HEADINGS = ['ID', 'USER', 'NAME', 'RIGHTS', 'ADDED', 'LAST SEEN']

function memberToCells(member: Member): readonly string[] {
  const { id, username, firstName, lastName, createdAt, lastSeenAt } = member
  const name = `${firstName} ${lastName}`.trim()
  return [String(id), username, name, rightsOf(member), moment(createdAt), moment(lastSeenAt)]
}

function rightsOf({ isSuperuser, deactivatedAt }: Member): string {
  const rights = isSuperuser ? 'superuser' : 'user'
  return deactivatedAt === null ? rights : `${rights}, deactivated`
}

function memberToJson(member: Member) {
  return {
    id: member.id,
    username: member.username,
    first_name: member.firstName,
    last_name: member.lastName,
    is_superuser: member.isSuperuser,
    created_at: isoTime(member.createdAt),
    deactivated_at: isoTime(member.deactivatedAt),
    last_seen_at: isoTime(member.lastSeenAt)
  }
}
