/** The element of a row inside the list, by its key: a message's client id, or a day's. */
export function rowElement(list: HTMLElement | null, key: string | undefined): HTMLElement | null {
  if (key === undefined) return null
  return list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null
}
