import { expect, test } from 'vitest'
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
