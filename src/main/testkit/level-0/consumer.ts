import type { Backend } from './backend.ts'
import { errorFrame, unreadFrame } from './frames.ts'
import { tell, type Member } from './group.ts'

/** An exception in the consumer: daphne closes the socket with 1011, and `disconnect` is never called. */
export class ConsumerCrash extends Error {}

/** The seed's consumer: what it does when somebody comes and goes, and with each frame. */
export interface Consumer {
  connect(member: Member): void
  /** Throws a ConsumerCrash where the seed's code raises. */
  receive(member: Member, text: string): void
  disconnect(member: Member): void
}

export function createConsumer(backend: Backend): Consumer {
  const { group, switches } = backend
  return {
    connect(member) {
      group.join(member)
      tell(member, unreadFrame(backend.unreadOf(member.person), switches))
      backend.tellOnline()
    },
    receive(member, text) {
      const frame = parse(text)
      const reply = (words: string): void => tell(member, errorFrame(words))
      if (frame['type'] === 'chat_message') say(backend, { member, frame, reply })
      else if (frame['type'] === 'delete_message') remove(backend, { member, frame, reply })
      else reply('Type de message inconnu')
    },
    disconnect(member) {
      group.leave(member)
      backend.tellOnline()
    }
  }
}

interface Received {
  readonly member: Member
  readonly frame: Readonly<Record<string, unknown>>
  readonly reply: (words: string) => void
}

function say(backend: Backend, { member, frame, reply }: Received): void {
  const { message = '' } = frame
  // `.strip()` of what is no string raises.
  if (typeof message !== 'string') throw new ConsumerCrash('AttributeError')
  if (message.trim() === '') reply('Le message est vide')
  else backend.post(member.person, message)
}

function remove(backend: Backend, { member, frame, reply }: Received): void {
  const { message_id: id } = frame
  // `if not message_id` comes first, so that 0 and an empty string are missing too, whoever asks.
  if (!id) return reply('ID du message manquant')
  if (!member.person.isSuperuser) return reply('Seuls les super utilisateurs peuvent supprimer des messages')
  const isFound = (typeof id === 'string' || typeof id === 'number') && backend.remove(member.person, id)
  if (!isFound) reply('Message non trouvé ou erreur de suppression')
}

/** `json.loads` raises on what is no JSON, and `.get` on what is no object. */
function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {
    // falls through
  }
  throw new ConsumerCrash('JSONDecodeError')
}
