import { uuidv7 } from 'uuidv7'
import type { Down } from '../../../src/shared/protocol/down.ts'
import type { PostedMessage, StreamEvent } from '../../../src/shared/protocol/event.ts'
import { Broken, expectThat } from '../check.ts'
import { ask, type Guest, type Said } from './visit.ts'

type Answer<T extends Down['type']> = Extract<Down, { type: T }>
export type Accepted = Answer<'accepted'>
/** A message and the event that brought it. */
export type Posted = { readonly event: StreamEvent; readonly message: PostedMessage }

export function newId(): string {
  return uuidv7()
}

/** Sends a message; resolves to the answer to its author. Throws `Broken` when it is refused. */
export async function post(guest: Guest, body: string, clientId = newId()): Promise<Accepted> {
  const from = guest.said.length
  ask(guest, { type: 'send', body, clientId, roomId: null })
  return Promise.race([accepted(guest, clientId, from), throwRefusal(guest, clientId)])
}

/** Deletes a message; resolves when the guest who asked has heard so. Throws `Broken` when it is refused. */
export async function remove(guest: Guest, messageId: number): Promise<StreamEvent> {
  const requestId = newId()
  ask(guest, { type: 'delete', messageId, requestId })
  return Promise.race([hearDeleted(guest, messageId), throwRefusal(guest, requestId)])
}

async function throwRefusal(guest: Guest, requestId: string): Promise<never> {
  throw new Broken(`it is refused: ${await hearError(guest, requestId)}`)
}

/** The code of the error that names a request. */
function hearError(guest: Guest, requestId: string): Promise<string> {
  const find = (said: Said) => (said?.type === 'error' && said.requestId === requestId ? said.code : null)
  return guest.first('an error', find)
}

export function accepted(guest: Guest, clientId: string, from = 0): Promise<Accepted> {
  const find = (said: Said) => (said?.type === 'accepted' && said.clientId === clientId ? said : null)
  return guest.first('accepted', find, from)
}

/** The event of a message, as a guest hears it. */
export function hear(guest: Guest, clientId: string, from = 0): Promise<Posted> {
  const find = (said: Said) => {
    const posted = postedIn(said)
    return posted?.message.clientId === clientId ? posted : null
  }
  return guest.first('the event of the message', find, from)
}

/** The event of a deletion, as a guest hears it. */
export function hearDeleted(guest: Guest, messageId: number): Promise<StreamEvent> {
  return guest.first(`message_deleted for ${messageId}`, (said) => {
    const event = eventIn(said)
    return event?.change.kind === 'deleted' && event.change.messageId === messageId ? event : null
  })
}

export function eventIn(said: Said): StreamEvent | null {
  return said?.type === 'event' ? said.event : null
}

export function postedIn(said: Said): Posted | null {
  const event = eventIn(said)
  return event?.change.kind === 'posted' ? { event, message: event.change.message } : null
}

/** Sends a frame and expects to be refused with a code, under the name that the frame gave the request. */
export async function expectRefusal(
  guest: Guest,
  frame: object | string,
  { code, requestId }: { readonly code: string; readonly requestId: string | null }
): Promise<void> {
  const from = guest.said.length
  guest.send(frame)
  const error = await guest.first('an error', (said) => (said?.type === 'error' ? said : null), from)
  expectThat(error.code === code, `the code is ${error.code}, not ${code}`)
  expectThat(
    error.requestId === requestId,
    `request_id is ${error.requestId ?? 'missing'}${requestId === null ? '' : `, not ${requestId}`}`
  )
}

/** Resolves when everything that a guest asked for before is answered: answers leave in the order of the questions. */
export async function fence(guest: Guest): Promise<void> {
  const requestId = newId()
  ask(guest, { type: 'delete', messageId: null, requestId })
  await hearError(guest, requestId)
}
