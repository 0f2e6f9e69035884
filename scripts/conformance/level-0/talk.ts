import type { HeardMessage } from '../../../src/shared/protocol/unnumbered.ts'
import { Broken } from '../check.ts'
import type { Guest, Said, Visit } from './visit.ts'

export async function enterBoth(visit: Visit): Promise<[user: Guest, superuser: Guest]> {
  return [await visit.enter('user'), await visit.enter('superuser')]
}

/** A sign-in may take a name in any case; the server tells it as it is stored. */
export function isSameName(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase()
}

/** Sends a text and resolves to its message, as the same guest hears it. Throws `Broken` when it is refused. */
export async function say(guest: Guest, text: string): Promise<HeardMessage> {
  const from = guest.said.length
  guest.send({ type: 'chat_message', message: text })
  return Promise.race([hear(guest, text, from), throwRefusal(guest, from)])
}

/** Deletes a message, and resolves when the guest who asked has heard so. Throws `Broken` when it is refused. */
export async function remove(guest: Guest, id: number, written: number | string = id): Promise<void> {
  const from = guest.said.length
  guest.send({ type: 'delete_message', message_id: written })
  await Promise.race([hearDeleted(guest, id), throwRefusal(guest, from)])
}

/** The message with a text, trimmed or not, among what a guest hears from a place on. */
export function hear(guest: Guest, text: string, from = 0): Promise<HeardMessage> {
  const what = `chat_message with “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
  return guest.first(
    what,
    (said) => (postedIn(said)?.body.trim() === text.trim() ? postedIn(said) : null),
    from
  )
}

/** Asks for a deletion and resolves to the words in which it is refused. */
export async function refusal(guest: Guest, frame: object): Promise<string> {
  const from = guest.said.length
  guest.send({ type: 'delete_message', ...frame })
  return hearRefusal(guest, from)
}

/** The words of an error, among what a guest hears from a place on. */
export function hearRefusal(guest: Guest, from: number): Promise<string> {
  return guest.first('an error', (said) => (said?.type === 'refused' ? said.message : null), from)
}

async function throwRefusal(guest: Guest, from: number): Promise<never> {
  throw new Broken(`it is refused with “${await hearRefusal(guest, from)}”`)
}

/** Resolves when a guest has heard that a message was deleted. */
export async function hearDeleted(guest: Guest, id: number): Promise<void> {
  await guest.first(`message_deleted for ${id}`, (said) =>
    said?.type === 'heard' && said.change.kind === 'deleted' && said.change.messageId === id ? id : null
  )
}

export function postedIn(said: Said): HeardMessage | null {
  return said?.type === 'heard' && said.change.kind === 'posted' ? said.change.message : null
}
