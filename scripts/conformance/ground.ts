import { randomBytes } from 'node:crypto'
import type { Opening } from '../../src/main/connection/dialect.ts'
import type { Change } from '../../src/shared/protocol/event.ts'
import type { HeardChange } from '../../src/shared/protocol/unnumbered.ts'
import type { Result } from '../../src/shared/std/result.ts'
import { type Check, expectThat } from './check.ts'
import { type Answer, knock, type Peer } from './peer.ts'

export type Who = 'user' | 'superuser'

/** What the checks of both levels stand on: sockets, and what is known of the frames that came through them. */
export interface Ground<Said> {
  readonly mark: Mark
  /** Texts of frames that cannot be read. */
  readonly unreadable: readonly string[]
  /** The ids of the messages of this run that are not deleted. */
  readonly written: ReadonlySet<number>
  /** Notes what was learnt of a message otherwise than by a frame. */
  note(change: Change | HeardChange): void
  knock(opening: Opening): Promise<Answer<Said>>
  /** The same for somebody whose frames are not read, only kept. */
  knockSimply(opening: Opening): Promise<Answer<null>>
  /** Closes all that was opened since the last time. */
  closeAll(): Promise<void>
}

export interface GroundDeps<Said> {
  readonly decode: (text: string) => Result<Said | null>
  /** What a frame says of a message; null: nothing. */
  readonly changeIn: (said: Said) => Change | HeardChange | null
  /** Milliseconds that anything may take. */
  readonly patience: number
}

export function createGround<Said>({ decode, changeIn, patience }: GroundDeps<Said>): Ground<Said | null> {
  const mark = createMark()
  const unreadable: string[] = []
  const written = new Set<number>()
  const guests = new Set<Pick<Peer<unknown>, 'leave'>>()

  function note(change: Change | HeardChange): void {
    if (change.kind === 'deleted') written.delete(change.messageId)
    if (change.kind === 'posted' && mark.isIn(change.message.body ?? '')) written.add(change.message.id)
  }

  function read(text: string): Said | null {
    const decoded = decode(text)
    if (!decoded.ok) {
      unreadable.push(text)
      return null
    }
    const change = decoded.value && changeIn(decoded.value)
    if (change) note(change)
    return decoded.value
  }

  async function open<T>(opening: Opening, readText: (text: string) => T): Promise<Answer<T>> {
    const answer = await knock(opening, { read: readText, patience })
    if (answer.kind === 'open') guests.add(answer.peer)
    return answer
  }

  return {
    mark,
    unreadable,
    written,
    note,
    knock: (opening) => open(opening, read),
    knockSimply: (opening) => open(opening, () => null),
    async closeAll() {
      await Promise.all([...guests].map((guest) => guest.leave()))
      guests.clear()
    }
  }
}

/** What the whole run tells of the frames. */
export const allWasRead: Check<Pick<Ground<unknown>, 'unreadable'>> = {
  promise: 'Every frame of this run can be read',
  async look({ unreadable }) {
    const example = unreadable[0]?.slice(0, 200)
    expectThat(unreadable.length === 0, `${unreadable.length} could not, such as ${example}`)
    return undefined
  }
}

/** What tells the texts of this run from everything else in a room. */
export interface Mark {
  /** A text that was never written before. */
  text(what: string): string
  isIn(text: string): boolean
}

function createMark(): Mark {
  const mark = `conformance ${randomBytes(5).toString('hex')}`
  let count = 0
  return {
    text(what) {
      count++
      return `${mark} ${count}: ${what}`
    },
    isIn: (text) => text.includes(mark)
  }
}

/** As many code points as are asked for, beginning with `start`: letters of many kinds, and emoji of several parts. */
export function longText(start: string, length: number): string {
  const alphabet = Array.from('aé中ß😀👩‍👩‍👧‍👦🇫🇷👍🏽\u{2f81a}א')
  const points = Array.from(start)
  for (let i = 0; points.length < length - 1; i++) points.push(alphabet[i % alphabet.length] ?? '')
  return [...points, '.'].join('')
}
