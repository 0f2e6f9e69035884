import type { Page } from '@playwright/test'

/** What is cut, or makes something scroll sideways, a line for each. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>()
    const name = (element: Element): string => {
      const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30) ?? ''
      return `<${element.localName} class="${element.className}"> “${label}”`
    }
    const clips = (element: Element): boolean => {
      const { overflowX, display } = getComputedStyle(element)
      return display !== 'inline' && display !== 'contents' && overflowX !== 'visible'
    }
    /** Code is as wide as it is, and scrolls by itself. */
    const mayScroll = (element: Element): boolean => element.closest('pre') !== null
    /** What is only for those who listen is in a box of one pixel. */
    const isSeen = (element: Element | null): boolean => {
      if (!element?.checkVisibility({ visibilityProperty: true })) return false
      for (let one: Element | null = element; one; one = one.parentElement) {
        const { width, height } = one.getBoundingClientRect()
        if (clips(one) && (width <= 1 || height <= 1)) return false
      }
      return true
    }
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth)
      found.add(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth}`)
    for (const element of document.querySelectorAll('body *')) {
      if (!isSeen(element) || mayScroll(element)) continue
      const { overflowX, display } = getComputedStyle(element)
      const scrolls = display !== 'inline' && (overflowX === 'auto' || overflowX === 'scroll')
      const excess = element.scrollWidth - element.clientWidth
      if (scrolls && excess > 0) found.add(`${name(element)} scrolls sideways by ${excess}`)
    }

    const shortens = (element: Element): boolean => {
      const style = getComputedStyle(element)
      return style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
    }
    /** What of a text cannot be seen, and does not say by three dots that there is more. */
    const cutBy = (element: Element, box: DOMRect): string | null => {
      for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
        if (shortens(one)) return null
        if (!clips(one)) continue
        const clip = one.getBoundingClientRect()
        const scrollsDown = /auto|scroll/.test(getComputedStyle(one).overflowY)
        const isAside = box.right > clip.right + 1 || box.left < clip.left - 1
        const isAbove = !scrollsDown && (box.bottom > clip.bottom + 2 || box.top < clip.top - 2)
        return isAside || isAbove ? `is cut by ${name(one)}` : null
      }
      return box.right > innerWidth + 1 || box.left < -1 ? 'leaves the window' : null
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement
      const words = texts.currentNode.textContent?.trim() ?? ''
      if (!element || !words || !isSeen(element) || mayScroll(element)) continue
      range.selectNodeContents(texts.currentNode)
      const box = range.getBoundingClientRect()
      if (box.width <= 1) continue
      const fault = cutBy(element, box)
      if (fault) found.add(`“${words.slice(0, 40)}” ${fault}`)
    }

    const context = document.createElement('canvas').getContext('2d')
    for (const field of document.querySelectorAll<HTMLInputElement>(
      'input[placeholder], textarea[placeholder]'
    )) {
      if (!context || !isSeen(field)) continue
      const { font, paddingLeft, paddingRight } = getComputedStyle(field)
      context.font = font
      const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
      if (context.measureText(field.placeholder).width > room + 1) found.add(`“${field.placeholder}” is cut`)
    }
    return [...found]
  })
}

const SMALLEST_TARGET = 24

/** What can be pressed and is smaller than a fingertip is wide, a line for each. Links in a text are as high as it. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const pressable =
      'a[href], button, input:not([type=hidden]), textarea, select, [role=button], [role=tab], [role=radio], ' +
      '[role=checkbox], [role=switch], [role=option], [role=gridcell], [role^=menuitem], [role=slider]'
    const found = new Set<string>()
    for (const element of document.querySelectorAll<HTMLElement>(pressable)) {
      if (element.closest('[aria-hidden=true], [inert], [data-body]')) continue
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      const label = element.closest('label') ?? element
      const boxes = [element, label].map((one) => one.getBoundingClientRect())
      // What keeps the keyboard for something drawn beside it is pressed there.
      if (boxes.every(({ width, height }) => width <= 1 || height <= 1)) continue
      if (boxes.some(({ width, height }) => width >= smallest - 0.01 && height >= smallest - 0.01)) continue
      const [{ width, height } = { width: 0, height: 0 }] = boxes
      const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
      found.add(`${element.localName} “${words.slice(0, 30)}” is ${width.toFixed(1)} × ${height.toFixed(1)}`)
    }
    return [...found]
  }, SMALLEST_TARGET)
}
