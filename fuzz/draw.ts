import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import type { History, Operation } from './history.ts'

/** How often each thing happens, against the others. */
const WEIGHTS: Readonly<Record<Operation['do'], number>> = {
  wait: 60,
  type: 60,
  cancel: 4,
  change: 4,
  retry: 4,
  delete: 10,
  announce: 3,
  notify: 4,
  'read-notification': 4,
  'read-notifications': 2,
  read: 8,
  'mark-unread': 3,
  scroll: 3,
  draft: 2,
  cut: 12,
  silence: 5,
  repeat: 4,
  away: 6,
  weather: 4,
  'kill-client': 10,
  'fresh-copy': 2,
  'clear-copy': 2,
  'retry-connection': 4,
  'shift-clock': 3,
  'kill-server': 8,
  'stop-server': 2,
  backup: 6,
  restore: 5,
  'break-disk': 2,
  promote: 1,
  demote: 1,
  flood: 0.4,
  'fill-disk': 4,
  'shift-server-clock': 2,
  replay: 4
}

/** The history of a seed. */
export function drawHistory(seed: number): History {
  const random = createSeededRandom(seed * 7919 + 17)
  const below = (count: number): number => Math.floor(random() * count)
  // Small histories find most, and are read by people; a few are long.
  const length = 8 + below(below(4) === 0 ? 80 : 30)
  const devices = [0, 1, 0, 1, 2].slice(0, 2 + below(4))
  // A history has some kinds of things only: what always happens hides what happens seldom.
  const kinds = (Object.keys(WEIGHTS) as Operation['do'][]).filter(
    (kind) => kind === 'wait' || kind === 'type' || kind === 'backup' || random() < 0.6
  )
  return {
    seed,
    rooms: 1 + below(4),
    devices,
    isStrict: below(5) === 0,
    operations: Array.from({ length }, () => draw(drawKind(kinds, random()), below, random))
  }
}

function drawKind(kinds: readonly Operation['do'][], chance: number): Operation['do'] {
  let left = chance * kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0)
  return kinds.find((kind) => (left -= WEIGHTS[kind]) < 0) ?? 'wait'
}

const oneOf = <const T>(values: readonly [T, ...T[]], index: number): T => values[index] ?? values[0]

type Below = (count: number) => number

/** Mostly short, sometimes long: milliseconds. */
function drawSpan(below: Below): number {
  return oneOf([() => below(60), () => below(1000), () => below(8000), () => below(90_000)], below(8) % 4)()
}

function draw(kind: Operation['do'], below: Below, random: () => number): Operation {
  const device = below(5)
  const room = below(4)
  const nth = below(20)
  switch (kind) {
    case 'wait':
      return { do: kind, ms: drawSpan(below) }
    case 'type': {
      const count = 1 + below(below(4) === 0 ? 12 : 3)
      return below(10) === 0
        ? { do: kind, device, room, count: 1, refused: true }
        : { do: kind, device, room, count }
    }
    case 'cancel':
    case 'change':
    case 'retry':
    case 'read-notification':
      return { do: kind, device, nth }
    case 'delete':
    case 'read':
    case 'mark-unread':
      return { do: kind, device, room, nth }
    case 'scroll':
    case 'draft':
      return { do: kind, device, room }
    case 'notify':
      return { do: kind, user: below(4) }
    case 'announce':
    case 'read-notifications':
    case 'repeat':
    case 'fresh-copy':
    case 'clear-copy':
    case 'retry-connection':
      return { do: kind, device }
    case 'promote':
    case 'demote':
      return { do: kind, user: below(3) }
    case 'backup':
    case 'break-disk':
      return { do: kind }
    case 'fill-disk':
      return { do: kind, device, transactions: below(6) }
    case 'shift-server-clock':
      return { do: kind, ms: oneOf([-1, 1], below(2)) * below(200_000_000) }
    case 'replay':
      return { do: kind, device, count: 1 + below(20) }
    case 'restore':
    case 'stop-server':
      return { do: kind, down: drawSpan(below) }
    case 'flood':
      return below(2) === 0
        ? { do: kind, room, count: 1001 + below(300), length: 0 }
        : { do: kind, room, count: 350, length: 3900 }
    default:
      return drawFault(kind, device, below, random)
  }
}

function drawFault(
  kind: 'cut' | 'silence' | 'away' | 'weather' | 'kill-client' | 'shift-clock' | 'kill-server',
  device: number,
  below: Below,
  random: () => number
): Operation {
  switch (kind) {
    case 'cut': {
      const arriving = oneOf([0, 1, Math.round(random() * 100) / 100], below(3))
      const hears = (): number | null => (below(3) === 0 ? null : below(500))
      return { do: kind, device, arriving, clientHears: hears(), serverHears: hears() }
    }
    case 'silence':
      return { do: kind, device, way: oneOf(['up', 'down', 'both'], below(3)) }
    case 'away':
      return { do: kind, device, ms: drawSpan(below) }
    case 'weather':
      return {
        do: kind,
        device,
        latency: oneOf([1, 80, 1500], below(3)),
        bytesPerSecond: oneOf([1_000_000, 20_000, 2000], below(3))
      }
    case 'kill-client': {
      const moment = oneOf(['before', 'inside', 'after'], below(3))
      return { do: kind, device, transactions: below(6), moment, down: drawSpan(below) }
    }
    case 'shift-clock':
      return { do: kind, device, ms: oneOf([-1, 1], below(2)) * below(200_000_000) }
    case 'kill-server':
      return {
        do: kind,
        moment: oneOf(['now', 'before', 'written', 'told'], below(4)),
        down: drawSpan(below)
      }
  }
}
