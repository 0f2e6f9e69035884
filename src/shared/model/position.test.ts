import { describe, expect, it } from 'vitest'
import {
  advanced,
  agreed,
  cutAt,
  heard,
  isAnswered,
  movedTo,
  nextMove,
  positionAt,
  type Move,
  type Position
} from './position.ts'

const at = (readN: number, serverN: number | null = readN, isBack = false): Position => ({
  readN,
  serverN,
  isBack
})
const forward = (n: number): Move => ({ n, back: false })
const back = (n: number): Move => ({ n, back: true })

describe('a position', () => {
  it('goes forward by itself, and back only where the person says so', () => {
    expect(advanced(at(5), 9)).toEqual(at(9, 5))
    expect(advanced(at(5), 3)).toEqual(at(5))
    expect(movedTo(at(5), 3)).toEqual(at(3, 5, true))
    expect(movedTo(at(5), 8)).toEqual(at(8, 5))
    expect(advanced(at(3, 9, true), 6)).toEqual(at(6, 9, true))
    expect(advanced(at(3, 9, true), 9)).toEqual(at(9))
    expect(movedTo(positionAt(5), 3)).toEqual(at(3, null, true))
  })

  it('ends where its history does', () => {
    expect(cutAt(at(9, 12, false), 4)).toEqual(at(4))
    expect(cutAt(at(9, null), 4)).toEqual(at(4, null))
    expect(cutAt(at(3, 9, true), 4)).toEqual(at(3, 9, true))
  })

  it.each<[string, Position, number, Move | null, Position]>([
    ['follows another device forward', at(5), 9, null, at(9)],
    ['follows another device back', at(9), 4, null, at(4)],
    ['takes the answer to its own move', at(9, 5), 9, forward(9), at(9)],
    ['keeps what was read before the server heard of it', at(9, 5), 6, null, at(9, 6)],
    ['keeps it also while the server is being told', at(9, 5), 3, forward(9), at(9, 3)],
    ['goes on where another device has read further meanwhile', at(9, 5), 12, forward(9), at(12)],
    ['keeps a step back against what was said before it', at(3, 9, true), 12, null, at(3, 12, true)],
    ['takes the answer to a step back', at(3, 9, true), 3, back(3), at(3)],
    ['need not go back to where another device went', at(3, 9, true), 3, null, at(3)],
    [
      'goes forward to where it wanted back, past a device that went further back',
      at(3, 9, true),
      1,
      null,
      at(3, 1)
    ],
    [
      'waits for its step back all the same where that is on its way',
      at(3, 9, true),
      1,
      back(3),
      at(3, 1, true)
    ],
    [
      'is not moved by the forward move that its step back follows',
      at(3, 1, true),
      9,
      forward(9),
      at(3, 9, true)
    ],
    [
      'still goes back where that forward move has yet to pass',
      at(3, 1, true),
      3,
      forward(9),
      at(3, 3, true)
    ],
    ['is not moved back by its own step back that it has read past', at(9), 3, back(3), at(9, 3)]
  ])('%s', (_, position, serverN, onItsWay, expected) => {
    expect(heard(position, serverN, onItsWay)).toEqual(expected)
  })

  it.each<[string, Position, Move | null, Move | null]>([
    ['nothing, where both agree', at(5), null, null],
    ['forward, where the server has none', at(4, null), null, forward(4)],
    ['what was read of a room of which it has none, if that is nothing', at(0, null), null, forward(0)],
    ['forward', at(9, 5), null, forward(9)],
    ['back', at(3, 9, true), null, back(3)],
    ['nothing, of what is on its way', at(9, 5), forward(9), null],
    ['forward, beyond what is on its way', at(12, 5), forward(9), forward(12)],
    ['back, behind what is on its way', at(5, 5, true), forward(9), back(5)],
    ['forward, past a step back that is on its way', at(12, 20, true), back(3), forward(12)]
  ])('asks for %s', (_, position, onItsWay, expected) => {
    expect(nextMove(position, onItsWay)).toEqual(expected)
  })
})

/** A server of one room and its devices, with everything between them in order. Immutable, so that a search can branch. */
interface World {
  readonly serverN: number
  readonly devices: readonly Device[]
}
interface Device {
  readonly position: Position
  readonly onItsWay: Move | null
  readonly up: readonly Move[]
  readonly down: readonly number[]
  /** What its person will still do. */
  readonly plan: readonly Move[]
}

function withDevice(world: World, index: number, change: Partial<Device>): World {
  return { ...world, devices: world.devices.map((one, at) => (at === index ? { ...one, ...change } : one)) }
}

/** All that can happen next. */
function nextWorlds(world: World): World[] {
  return world.devices.flatMap((device, index) => {
    const worlds: World[] = []
    const { position, onItsWay, up, down, plan } = device
    const [act, ...later] = plan
    if (act) {
      const moved = act.back ? movedTo(position, act.n) : advanced(position, act.n)
      worlds.push(withDevice(world, index, { position: moved, plan: later }))
    }
    const move = nextMove(position, onItsWay)
    if (move) worlds.push(withDevice(world, index, { onItsWay: move, up: [...up, move] }))
    else if (position.isBack && !onItsWay)
      worlds.push(withDevice(world, index, { position: agreed(position) }))
    if (up[0]) worlds.push(served(withDevice(world, index, { up: up.slice(1) }), up[0]))
    if (down[0] !== undefined) {
      const isDone = onItsWay !== null && isAnswered(onItsWay, down[0])
      worlds.push(
        withDevice(world, index, {
          position: heard(position, down[0], onItsWay),
          onItsWay: isDone ? null : onItsWay,
          down: down.slice(1)
        })
      )
    }
    return worlds
  })
}

/** The link of a device breaks, with what was on it, and the next one begins with what the server has. */
function broken(world: World): World[] {
  return world.devices.map((device, index) => {
    const position = heard(device.position, world.serverN, null)
    return withDevice(world, index, { position, onItsWay: null, up: [], down: [] })
  })
}

function served(world: World, { n, back: isBack }: Move): World {
  const serverN = isBack ? n : Math.max(world.serverN, n)
  if (serverN === world.serverN) return world
  return { serverN, devices: world.devices.map((one) => ({ ...one, down: [...one.down, serverN] })) }
}

/** Every world in which nothing is left to happen, from one and whatever the order; `breaks`: links that may break. */
function ends(start: World, breaks: number): World[] {
  const seen = new Set<string>()
  const found: World[] = []
  const visit = (world: World, left: number): void => {
    const key = `${left} ${JSON.stringify(world)}`
    if (seen.has(key)) return
    seen.add(key)
    const next = nextWorlds(world)
    if (next.length === 0) found.push(world)
    for (const one of next) visit(one, left)
    if (left > 0) for (const one of broken(world)) visit(one, left - 1)
  }
  visit(start, breaks)
  return found
}

function worldOf(...plans: Move[][]): World {
  const devices = plans.map((plan) => ({ position: at(5), onItsWay: null, up: [], down: [], plan }))
  return { serverN: 5, devices }
}

describe('the positions of all devices', () => {
  it.each<[string, Move[][], number]>([
    ['two that read on', [[forward(7), forward(9)], [forward(8)]], 1],
    ['one that goes back while the other reads on', [[back(2)], [forward(8)]], 1],
    ['two that go back', [[back(2)], [back(3)]], 1],
    ['one that reads, goes back to where it was and reads again', [[forward(8), back(5), forward(6)], []], 1],
    [
      'both doing both',
      [
        [forward(8), back(3)],
        [back(4), forward(9)]
      ],
      0
    ],
    ['one that goes back and reads past where it was', [[back(3), forward(9)], [forward(7)]], 0]
  ])('are the server’s in the end, whatever the order: %s', (_, plans, breaks) => {
    const found = ends(worldOf(...plans), breaks)
    expect(found.length).toBeGreaterThan(0)
    for (const { serverN, devices } of found)
      expect(devices.map(({ position }) => position.readN)).toEqual(devices.map(() => serverN))
  })

  it('keep what a person alone has done last, whatever breaks', () => {
    const lastOf = (plan: Move[]): Set<number> =>
      new Set(ends(worldOf(plan, []), 2).map(({ serverN }) => serverN))
    expect(lastOf([forward(8)])).toEqual(new Set([8]))
    expect(lastOf([back(2)])).toEqual(new Set([2]))
    expect(lastOf([forward(8), back(3)])).toEqual(new Set([3]))
  })
})
