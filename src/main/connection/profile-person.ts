import type { User } from '../../shared/model/user.ts'
import { decodeUserLevel0 } from '../../shared/protocol/level-0-client.ts'
import { find, namesOf, toHolder, toKey, toName } from '../../shared/protocol/level-0-names.ts'
import type { Profile } from '../../shared/protocol/profile.ts'

/** The signed-in person in an answer: itself, or at one of these places in it. Null: it names nobody. */
export function personIn(answer: unknown, fields: Profile['fields'], places: readonly string[]): User | null {
  const holder = toHolder(answer)
  if (!holder) return null
  const read = (value: unknown): User | null => readPerson(value, fields)
  return read(holder) ?? find(holder, places, read)
}

/** Only with an id of the server's: a made one would not be found again as the sender of a message. */
function readPerson(value: unknown, fields: Profile['fields']): User | null {
  const names = namesOf(fields)
  const holder = toHolder(value)
  if (!holder || find(holder, names.userId, toKey) === null) return null
  return find(holder, names.username, toName) === null ? null : decodeUserLevel0(holder, fields, true)
}
