import type { Companion, Person } from './companion.ts'
import { openLevel0Client } from './level-0-client.ts'

export function addInes(companion: Companion): Promise<Person> {
  return companion.addUser('ines', { name: ['Inès', 'Belkacem'] })
}

export function addTom(companion: Companion): Promise<Person> {
  return companion.addUser('tom', { name: ['Tom', 'Whitaker'] })
}

/** Somebody who is in the room from another computer. */
export interface Writer {
  write(text: string): void
  /** Returns once a text, of whoever, has reached them too. */
  received(text: string): Promise<void>
  leave(): Promise<void>
}

export async function enter(companion: Companion, person: Person): Promise<Writer> {
  const client = await openLevel0Client(companion.url, await companion.token(person))
  return {
    write: (text) => client.send({ type: 'chat_message', message: text }),
    received: (text) => client.received((frame) => JSON.stringify(frame).includes(text)),
    leave: client.close
  }
}
