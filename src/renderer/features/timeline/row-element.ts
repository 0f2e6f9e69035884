/** The element of a message inside the list, by its client id; null while it is not drawn. */
export function rowElement(list: HTMLElement | null, key: string | undefined): HTMLElement | null {
  if (key === undefined) return null
  return list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null
}

/** The client id of the message that a node is in. */
export function rowKeyOf(node: EventTarget | null): string | undefined {
  const element = node instanceof Element ? node : node instanceof Node ? node.parentElement : null
  return element?.closest<HTMLElement>('article[data-row]')?.dataset['row']
}
