import type { JSHandle, Page } from '@playwright/test'

/** How a message has moved, frame by frame, since it was first watched. */
export interface Movement {
  readonly frames: number
  /** The furthest it was from where it had been, in pixels, in any frame that was painted. */
  readonly worst: number
}

/** A message that is being watched. */
export interface RowWatch {
  /** Moves the list as the reader does: that is no movement. */
  scrollBy(distance: number): Promise<void>
  stop(): Promise<Movement>
}

interface Watch {
  scrollBy(distance: number): void
  stop(): Movement
}

/**
 * Watches where a message is in every frame, as the last thing before it is painted: by resize observers, each of
 * which wakes one that lies deeper, so that whatever the page corrects in the same frame is done.
 */
export async function watchRow(page: Page, text: string): Promise<RowWatch> {
  const watch: JSHandle<Watch> = await page.evaluateHandle((wanted) => {
    const DEPTH = 4
    const list = document.querySelector('[role="log"]')!
    // Its words: a row that takes a head over begins further up.
    const row = () => [...list.querySelectorAll('[data-body]')].find((one) => one.textContent === wanted)
    const top = () => row()!.getBoundingClientRect().top - list.getBoundingClientRect().top
    let start = top()
    let frames = 0
    let worst = 0
    let isOn = true
    let parent: Element = document.body
    const probes = Array.from({ length: DEPTH }, () => {
      const probe = document.createElement('div')
      probe.style.cssText = 'position:absolute;width:0;height:0;visibility:hidden'
      parent.append(probe)
      parent = probe
      return probe
    })
    const toggle = (probe: HTMLElement) =>
      void (probe.style.height = probe.style.height === '0px' ? '1px' : '0px')
    const observers = probes.map((probe, index) => {
      const observer = new ResizeObserver(() => {
        const next = probes[index + 1]
        if (next) return toggle(next)
        frames++
        worst = Math.max(worst, row() ? Math.abs(top() - start) : Number.POSITIVE_INFINITY)
      })
      observer.observe(probe)
      return observer
    })
    const tick = () => {
      if (!isOn) return
      toggle(probes[0]!)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    return {
      scrollBy(distance) {
        list.scrollBy(0, distance)
        start -= distance
      },
      stop() {
        isOn = false
        observers.forEach((observer) => observer.disconnect())
        probes[0]!.remove()
        return { frames, worst }
      }
    }
  }, text)
  return {
    scrollBy: (distance) => watch.evaluate((running, by) => running.scrollBy(by), distance),
    stop: () => watch.evaluate((running) => running.stop())
  }
}
