/** Whether something is asked or done over everything else: it comes first. */
export function isModalOpen(): boolean {
  return document.querySelector('[role="alertdialog"], body > * [role="dialog"][data-open]') !== null
}
