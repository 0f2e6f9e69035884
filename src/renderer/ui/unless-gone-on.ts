/**
 * What takes the focus once a layer has gone: nothing, if somebody has put it elsewhere while the layer was going,
 * which takes a moment.
 */
export function unlessGoneOn(layer: HTMLElement | null, next: HTMLElement | boolean): HTMLElement | boolean {
  const { activeElement } = document
  const isElsewhere = activeElement !== document.body && !layer?.contains(activeElement)
  return isElsewhere ? false : next
}
