import { createEmitter } from '../../shared/std/signal.ts'
import type { Link } from '../sessions/link.ts'

/** Where an event says which it is. */
const PLACE = /"stream":"([^"]+)","seq":(\d+)/g

/** A socket that takes only what it is told to take. */
export function createFakeLink(budget: number) {
  const drained = createEmitter<undefined>()
  const seqs: number[] = []
  const places: string[] = []
  let queued = 0
  let mostQueued = 0
  const link: Link = {
    isOpen: () => true,
    send(frames) {
      queued += frames.length
      mostQueued = Math.max(mostQueued, queued)
      for (const [, stream = '', seq] of frames.toString('latin1').matchAll(PLACE)) {
        seqs.push(Number(seq))
        places.push(`${stream} ${seq}`)
      }
    },
    queued: () => queued,
    isFull: () => queued >= budget,
    async writable() {
      while (queued >= budget) {
        await new Promise<void>((resolve) => {
          const stop = drained.subscribe(() => {
            stop()
            resolve()
          })
        })
      }
    },
    onceDrained(listener) {
      const stop = drained.subscribe(() => {
        stop()
        listener()
      })
    },
    hold: () => undefined,
    release: () => undefined,
    traffic: () => ({ received: 0, taken: 0 }),
    ping: () => undefined,
    close: () => undefined,
    terminate: () => undefined
  }
  const drain = (): void => {
    queued = 0
    drained.emit(undefined)
  }
  return { link, seqs, places, drain, mostQueued: () => mostQueued }
}
