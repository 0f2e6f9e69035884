import type { Page } from '@playwright/test'
import type { Bridge } from '../src/shared/ipc/bridge.ts'

/** Times between frames, in milliseconds. */
export type Frames = readonly number[]

/** How often and how far something was not where it should have been, frame by frame. */
export interface Movement {
  readonly frames: number
  /** In how many of them it was elsewhere than in the one before. */
  readonly moved: number
  /** The furthest from where it belongs, in pixels. */
  readonly worst: number
  /** In how many frames the whole list had another height than in the one before. */
  readonly resized: number
  /** How far it was from where it belongs, after each movement. */
  readonly steps: readonly number[]
}

/** How the rows went by while the reader scrolled back. */
export interface Flow {
  readonly frames: number
  /** In how many frames they went the other way, and how far at most, in pixels. */
  readonly reversed: number
  readonly worst: number
  /** How far they went in all, in pixels. */
  readonly total: number
}

interface Watch<T> {
  stop(): T
}

/** What `installWatches` puts into a page. A movement of less than half a pixel is none. */
interface Watches {
  frames(): Watch<Frames>
  /** The words of a row, by its key, against the upper edge of the list. */
  row(key: string): Watch<Movement>
  flow(): Watch<Flow>
  /** The end of the list, against the lower edge of what is in sight. */
  end(): Watch<Movement>
  /** The key of the first row that is in sight as a whole. */
  firstRow(): string
}

declare global {
  interface Window {
    readonly causerie: Bridge
    bench: Watches
  }
}

/** Puts into a page what the measurements look with; `list` finds what scrolls, a row of it has `data-row`. */
export async function installWatches(page: Page, list: string): Promise<void> {
  await page.evaluate(install, list)
}

function install(listSelector: string): void {
  /** More than the page's own corrections within one frame take. */
  const DEPTH = 4
  const NONE = 0.5
  const list = document.querySelector<HTMLElement>(listSelector) ?? document.documentElement
  const rows = () => list.querySelectorAll<HTMLElement>('[data-row]')
  const edge = () => list.getBoundingClientRect().top
  const onFrames = (call: (time: number) => void): (() => void) => {
    let frame = requestAnimationFrame(function next(time) {
      call(time)
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }
  /** Calls as the last thing before a frame is painted: by resize observers, each of which wakes one lying deeper. */
  const onFrameEnds = (call: () => void): (() => void) => {
    let parent: Element = document.body
    const probes = Array.from({ length: DEPTH }, () => {
      const probe = document.createElement('div')
      probe.style.cssText = 'position:absolute;width:0;height:0;visibility:hidden'
      parent.append(probe)
      parent = probe
      return probe
    })
    const toggle = (probe: HTMLElement | undefined) => {
      if (probe) probe.style.height = probe.style.height === '0px' ? '1px' : '0px'
    }
    const observers = probes.map((probe, index) => {
      const observer = new ResizeObserver(() => {
        if (index + 1 < DEPTH) toggle(probes[index + 1])
        else call()
      })
      observer.observe(probe)
      return observer
    })
    const stop = onFrames(() => toggle(probes[0]))
    return () => {
      stop()
      observers.forEach((observer) => observer.disconnect())
      probes[0]?.remove()
    }
  }
  /** Follows one number, which should stay as it is. */
  const follow = (read: () => number, home: number): Watch<Movement> => {
    let [frames, moved, worst, resized, last, height] = [0, 0, 0, 0, home, list.scrollHeight]
    const steps: number[] = []
    const stop = onFrameEnds(() => {
      const now = read()
      frames++
      const away = Math.abs(now - home)
      if (!(Math.abs(now - last) < NONE)) {
        moved++
        steps.push(now - home)
      }
      worst = Math.max(worst, Number.isNaN(away) ? Number.POSITIVE_INFINITY : away)
      last = now
      if (list.scrollHeight !== height) resized++
      height = list.scrollHeight
    })
    return {
      stop() {
        stop()
        return { frames, moved, worst, resized, steps }
      }
    }
  }
  window.bench = {
    frames() {
      const gaps: number[] = []
      let last = Number.NaN
      const stop = onFrames((time) => {
        if (!Number.isNaN(last)) gaps.push(time - last)
        last = time
      })
      return {
        stop() {
          stop()
          return gaps
        }
      }
    },
    row(key) {
      // Its words: a row that takes a head over begins further up.
      const words = () => [...rows()].find((one) => one.dataset['row'] === key)?.querySelector('[data-body]')
      const top = () => (words()?.getBoundingClientRect().top ?? Number.NaN) - edge()
      return follow(top, top())
    },
    flow() {
      const topByKey = () =>
        new Map([...rows()].map((row) => [row.dataset['row'], row.getBoundingClientRect().top - edge()]))
      let last = topByKey()
      const result = { frames: 0, reversed: 0, worst: 0, total: 0 }
      const stop = onFrameEnds(() => {
        const now = topByKey()
        const steps = [...now].flatMap(([key, top]) => {
          const before = last.get(key)
          return before === undefined ? [] : top - before
        })
        // Those that are in both agree, but for rows that are being measured: the one in the middle speaks for all.
        const step = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0
        last = now
        result.frames++
        result.total += step
        if (step > -NONE) return
        result.reversed++
        result.worst = Math.max(result.worst, -step)
      })
      return {
        stop() {
          stop()
          return result
        }
      }
    },
    end: () => follow(() => list.scrollHeight - list.clientHeight - list.scrollTop, 0),
    firstRow: () => [...rows()].find((row) => row.getBoundingClientRect().top >= edge())?.dataset['row'] ?? ''
  }
}

/** Watches a page while something is done, and answers what the watch saw. */
export async function watched<T>(
  page: Page,
  watch: (bench: Watches) => Watch<T>,
  work: () => Promise<unknown>
): Promise<T> {
  const handle = await page.evaluateHandle((start) => {
    // oxlint-disable-next-line no-new-func -- a function cannot be sent to the page but as its text
    return (new Function(`return (${start})(window.bench)`) as () => Watch<unknown>)()
  }, String(watch))
  await work()
  const seen = (await handle.evaluate((running) => running.stop())) as T
  await handle.dispose()
  return seen
}
