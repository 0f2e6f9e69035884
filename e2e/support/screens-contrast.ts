import type { Page } from '@playwright/test'

/** WCAG's floor for text, and the one that the words of the messages are held to. */
const FLOORS = { text: 4.5, message: 7 } as const

/** The visible texts whose contrast is below the floor, a line for each. */
export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate((floors) => {
    type Colour = readonly [red: number, green: number, blue: number, alpha: number]
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas')
    const known = new Map<string, Colour>()
    /** Any colour of CSS, as the browser paints it. */
    const toColour = (text: string): Colour => {
      const before = known.get(text)
      if (before) return before
      context.clearRect(0, 0, 1, 1)
      context.fillStyle = text
      context.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
      const colour: Colour = [red, green, blue, alpha / 255]
      known.set(text, colour)
      return colour
    }
    const over = (top: Colour, ground: Colour, opacity: number): Colour => {
      const share = top[3] * opacity
      const mix = (index: 0 | 1 | 2): number => top[index] * share + ground[index] * (1 - share)
      return [mix(0), mix(1), mix(2), 1]
    }
    const luminance = ([red, green, blue]: Colour): number => {
      const linear = [red, green, blue].map((channel) => {
        const share = channel / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0)
    }
    const ratio = (a: Colour, b: Colour): number => {
      const [light, dark] = [luminance(a), luminance(b)].toSorted((one, other) => other - one)
      return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
    }
    /** From the page down to the text's own element, what lies over what. */
    const painted = (element: Element): { ground: Colour; text: Colour } => {
      const chain: Element[] = []
      for (let one: Element | null = element; one; one = one.parentElement) chain.unshift(one)
      let ground = over(toColour('Canvas'), [255, 255, 255, 1], 1)
      let opacity = 1
      for (const one of chain) {
        const style = getComputedStyle(one)
        opacity *= Number(style.opacity)
        ground = over(toColour(style.backgroundColor), ground, opacity)
      }
      return { ground, text: over(toColour(getComputedStyle(element).color), ground, opacity) }
    }
    const isSeen = (element: Element): boolean => {
      const { width, height, top, bottom } = element.getBoundingClientRect()
      const isOnScreen = bottom > 0 && top < innerHeight && width > 1 && height > 1
      return isOnScreen && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    }
    const isOff = (element: Element): boolean =>
      element.closest(':disabled, [aria-disabled=true], [data-disabled], [inert]') !== null
    const found = new Set<string>()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const words = texts.currentNode.textContent?.trim() ?? ''
      const element = texts.currentNode.parentElement
      if (!element || !/[\p{L}\p{N}]/u.test(words) || !isSeen(element) || isOff(element)) continue
      const isMessage = element.closest('[data-body]') !== null && !element.closest('a, code, pre')
      const { ground, text } = painted(element)
      const contrast = ratio(text, ground)
      if (contrast < (isMessage ? floors.message : floors.text)) {
        found.add(`${contrast.toFixed(2)}:1 “${words.slice(0, 40)}”`)
      }
    }
    return [...found]
  }, FLOORS)
}

/** Buttons filled with the accent, if there is more than one in sight. */
export function tooManyAccents(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.background = 'var(--accent)'
    const accent = getComputedStyle(probe).backgroundColor
    probe.remove()
    const filled = [...document.querySelectorAll<HTMLElement>('button')].filter(
      (button) => button.checkVisibility() && getComputedStyle(button).backgroundColor === accent
    )
    return filled.length > 1 ? filled.map((button) => `filled: ${button.textContent}`) : []
  })
}
