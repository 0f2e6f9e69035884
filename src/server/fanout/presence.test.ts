import { expect, test } from 'vitest'
import { MAX_FRAME_BYTES } from '../../shared/protocol/constants.ts'
import { decodeDown } from '../../shared/protocol/down.ts'
import type { User } from '../../shared/model/user.ts'
import { ada, bob } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import type { SharedFrames } from './frames.ts'
import { createPresence } from './presence.ts'

const WINDOW = 100

/** What a frame says. Its text begins after a header of two or four bytes. */
function said(frames: SharedFrames): unknown {
  const bytes = frames.bytes(1).toString()
  const decoded = decodeDown(bytes.slice(bytes.indexOf('{')))
  return decoded.ok ? decoded.value : decoded.code
}

function open() {
  const clock = createTurnedClock()
  const presence = createPresence({ clock })
  const announced: unknown[] = []
  let told: SharedFrames | null = null
  /** Whoever is there hears what is announced: it is noted once. */
  function join(user: User): () => void {
    const watcher = {
      changed(change: SharedFrames) {
        if (change !== told) announced.push(said(change))
        told = change
      }
    }
    presence.join(user, watcher)
    return () => presence.leave(user, watcher)
  }
  return { clock, presence, join, announced, list: () => said(presence.current()) }
}

test('several who come and go are announced once, after a moment', () => {
  const { clock, join, announced, list } = open()
  join(ada)
  const leave = join(bob)
  expect(list()).toEqual({ type: 'online', users: [ada, bob] })
  expect(announced).toEqual([])
  clock.turn(WINDOW)
  expect(announced).toEqual([{ type: 'online-changed', joined: [ada, bob], left: [] }])
  leave()
  clock.turn(WINDOW)
  expect(announced[1]).toEqual({ type: 'online-changed', joined: [], left: [bob.id] })
  clock.turn(10 * WINDOW)
  expect(announced).toHaveLength(2)
})

test('who comes and goes in one moment is announced to whoever saw the list in between', () => {
  const { clock, join, announced, list } = open()
  const leave = join(ada)
  clock.turn(WINDOW)
  leave()
  const leaveAgain = join(bob)
  join(ada)
  expect(list()).toEqual({ type: 'online', users: [bob, ada] })
  leaveAgain()
  clock.turn(WINDOW)
  expect(announced[1]).toEqual({ type: 'online-changed', joined: [ada], left: [bob.id] })
})

test('a user is online until the last of their sockets is gone', () => {
  const { clock, presence, join, announced, list } = open()
  const [first, second] = [join(ada), join(ada)]
  clock.turn(WINDOW)
  first()
  first()
  clock.turn(WINDOW)
  expect(list()).toEqual({ type: 'online', users: [ada] })
  expect(announced).toHaveLength(1)
  second()
  expect(presence.isDue()).toBe(true)
  expect(list()).toEqual({ type: 'online', users: [] })
  expect(presence.count()).toBe(0)
})

test('tells whether something is announced soon', () => {
  const { clock, presence, join } = open()
  expect(presence.isDue()).toBe(false)
  join(ada)
  expect(presence.isDue()).toBe(true)
  clock.turn(WINDOW)
  join(ada)
  expect(presence.isDue()).toBe(false)
})

test('a list of thousands is several frames that fit, to level 1; level 0 gets it whole', () => {
  const { clock, presence, join } = open()
  const crowd = Array.from({ length: 20_000 }, (_, i) => {
    return { ...ada, id: i + 10, username: `person.${i + 10}`, firstName: 'Élise', lastName: 'Le Goff' }
  })
  const changes: SharedFrames[] = []
  presence.join(bob, { changed: (change) => changes.push(change) })
  for (const user of crowd) join(user)
  clock.turn(WINDOW)
  for (const frames of [presence.current(), changes[0]!]) {
    const parts = framesIn(frames.bytes(1))
    expect(parts.length).toBeGreaterThan(2)
    for (const text of parts) expect(Buffer.byteLength(text)).toBeLessThan(MAX_FRAME_BYTES)
    const named = parts.flatMap((text) => {
      const decoded = decodeDown(text)
      if (decoded.ok && decoded.value?.type === 'online') return decoded.value.users
      return decoded.ok && decoded.value?.type === 'online-changed' ? decoded.value.joined : []
    })
    expect(named.map(({ id }) => id)).toEqual([bob, ...crowd].map(({ id }) => id))
  }
  expect(framesIn(presence.current().bytes(0))).toHaveLength(1)
})

/** The texts of unmasked frames, one after the other. */
function framesIn(bytes: Buffer): string[] {
  const texts: string[] = []
  for (let at = 0; at < bytes.length;) {
    const short = bytes.readUInt8(at + 1)
    const [header, length] =
      short < 126
        ? [2, short]
        : short === 126
          ? [4, bytes.readUInt16BE(at + 2)]
          : [10, Number(bytes.readBigUInt64BE(at + 2))]
    texts.push(bytes.toString('utf8', at + header, at + header + length))
    at += header + length
  }
  return texts
}
