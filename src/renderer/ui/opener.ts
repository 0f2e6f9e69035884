/** What of the page has the focus, to give it back to; of a menu, which closes, its button. Null: nothing that stays. */
export function focusedOpener(): HTMLElement | null {
  const { activeElement } = document
  const menu = activeElement?.closest('[role="menu"]')
  const element = menu
    ? document.querySelector('[aria-haspopup="menu"][aria-expanded="true"]')
    : activeElement
  return element instanceof HTMLElement && element.closest('#root') ? element : null
}
