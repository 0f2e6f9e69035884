/** What is asked or done over everything else: it comes first. */
export function openModal(): HTMLElement | null {
  return document.querySelector('[role="alertdialog"], body > * [role="dialog"][data-open]')
}

export function isModalOpen(): boolean {
  return openModal() !== null
}
