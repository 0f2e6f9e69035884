import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { encodeUp } from '../../src/shared/protocol/up.ts'
import { median, percentile } from '../statistics.ts'
import { maskedFrames, openClient, type Client } from './client.ts'
import type { Acknowledge, Ask, Burst, Came, Coming, Delivered, Pace, Paced } from './crowd-link.ts'
import { upText } from './texts.ts'

/** Nothing has come for so long: nothing more will. */
const PATIENCE_MS = 20_000

/** Many clients of one server; the first of them sends. */
export function createCrowd(): { answer(ask: Ask): Promise<unknown> } {
  /** The beginning of the client ids of this process. */
  const sender = randomUUID().slice(0, 23)
  let clients: Client[] = []
  let numbered = 0
  let arrived = 0
  /** Once so many messages have arrived, somebody wants to know. */
  let awaited = Infinity
  let open = 0
  let nudge: () => void = () => undefined
  let hear: (seq: number, isSender: boolean) => void = () => undefined
  let hearOther: (initials: string) => void = () => undefined
  let hearClosed: () => void = () => undefined

  function send(count: number): void {
    const texts = Array.from({ length: count }, () => upText(sender, ++numbered))
    clients[0]?.write(maskedFrames(texts))
  }

  /** Resolves once `isDone` holds, which each `nudge` looks at, or nothing has come for too long. */
  function until(isDone: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      let before = -1
      const look = setInterval(() => {
        if (before === arrived + open) finish()
        before = arrived + open
      }, PATIENCE_MS)
      function finish(): void {
        clearInterval(look)
        nudge = () => undefined
        awaited = Infinity
        resolve()
      }
      nudge = () => {
        if (isDone()) finish()
      }
      nudge()
    })
  }

  async function come({ port, tokens, cursor, missed, resumes }: Coming): Promise<Came> {
    const cursors = { 'room:1': cursor }
    const greeting = resumes
      ? maskedFrames([encodeUp({ type: 'resume', cursors, onlineChanges: true })])
      : null
    const others = new Map<string, number>()
    const told = (initials: string): number => others.get(initials) ?? 0
    arrived = 0
    open = 0
    awaited = missed * tokens.length
    hear = () => undefined
    hearOther = (initials) => {
      others.set(initials, told(initials) + 1)
      nudge()
    }
    const everybody = until(
      () => arrived === missed * tokens.length && (resumes ? told('cau') : open) === tokens.length
    )
    const began = performance.now()
    clients = tokens.map((token, index) =>
      openClient({
        port,
        token,
        greeting,
        position: cursor.seq,
        onOpen() {
          open++
          nudge()
        },
        onMessage(seq) {
          arrived++
          hear(seq, index === 0)
          if (arrived >= awaited) nudge()
        },
        onOther: (initials) => hearOther(initials),
        onClose() {
          open--
          hearClosed()
        }
      })
    )
    await everybody
    const ms = performance.now() - began
    const caughtUp = clients.filter(({ inOrder, outOfOrder }) => inOrder === missed && outOfOrder === 0)
    return {
      ms,
      caughtUp: Math.min(caughtUp.length, open),
      refetching: told('lim') + told('pag') + told('div')
    }
  }

  /** Counts what comes of the messages that `sendAll` sends, until all of it is there. */
  async function deliver(
    sendAll: (counted: { mine: number; sent: number }) => Promise<void>
  ): Promise<Delivered> {
    const before = { good: good(), bytes: sum(({ bytes }) => bytes) }
    const counted = { mine: 0, sent: 0 }
    arrived = 0
    const began = performance.now()
    await sendAll(counted)
    const expected = counted.sent * clients.length
    awaited = expected
    await until(() => arrived >= expected)
    const ms = performance.now() - began
    const bytes = sum((client) => client.bytes) - before.bytes
    return { messages: counted.sent, expected, good: good() - before.good, ms, bytes }
  }

  function burst({ inFlight, ms }: Burst): Promise<Delivered> {
    return deliver(async (counted) => {
      let isToppingUp = false
      function topUp(): void {
        isToppingUp = false
        const count = inFlight - (counted.sent - counted.mine)
        if (count === 0) return
        counted.sent += count
        send(count)
      }
      hear = (_seq, isSender) => {
        if (!isSender) return
        counted.mine++
        // Once for all that came in one piece.
        if (!isToppingUp) queueMicrotask(topUp)
        isToppingUp = true
      }
      topUp()
      await pause(ms)
      hear = () => undefined
    })
  }

  async function pace({ every, messages }: Pace): Promise<Paced> {
    const sentAt: number[] = []
    const first = (clients[0]?.last ?? 0) + 1
    const latencies: number[] = []
    hear = (seq) => void latencies.push(performance.now() - (sentAt[seq - first] ?? Number.NaN))
    const delivered = await deliver(async (counted) => {
      while (counted.sent < messages) {
        sentAt.push(performance.now())
        counted.sent++
        send(1)
        await pause(every)
      }
    })
    return { ...delivered, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
  }

  async function acknowledge({ messages }: Acknowledge): Promise<number> {
    const times: number[] = []
    while (times.length < messages) {
      const began = performance.now()
      const answered = new Promise<void>((resolve) => {
        hearOther = (initials) => {
          if (initials === 'acc') resolve()
        }
      })
      send(1)
      await answered
      times.push(performance.now() - began)
    }
    return median(times)
  }

  /** Resolves when nobody is connected any more. */
  async function gone(): Promise<void> {
    await new Promise<void>((resolve) => {
      hearClosed = () => {
        if (open === 0) resolve()
      }
      hearClosed()
    })
    hearClosed = () => undefined
  }

  async function lose(): Promise<number> {
    await gone()
    return Math.min(...clients.map(({ last }) => last))
  }

  async function leave(): Promise<void> {
    for (const client of clients) client.end()
    await gone()
  }

  const sum = (of: (client: Client) => number): number =>
    clients.reduce((total, client) => total + of(client), 0)
  const good = (): number => sum(({ inOrder, outOfOrder }) => inOrder - outOfOrder)

  return {
    answer(ask) {
      switch (ask.verb) {
        case 'come':
          return come(ask)
        case 'burst':
          return burst(ask)
        case 'pace':
          return pace(ask)
        case 'acknowledge':
          return acknowledge(ask)
        case 'lose':
          return lose()
        case 'leave':
          return leave()
      }
    }
  }
}
