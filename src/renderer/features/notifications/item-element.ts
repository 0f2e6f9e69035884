/** The button of a notification. */
export function itemElement(frame: HTMLElement | null, id: number): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-notification="${id}"]`) ?? null
}
