/** What other parts of the page may ask of the composer. */
export interface ComposerPort {
  focus(): void
  /** Its field, for whoever hands the focus over themselves. */
  element(): HTMLElement | null
  /** Puts a text in front of what is already there, for the writer to go on with. */
  offer(text: string): void
}
