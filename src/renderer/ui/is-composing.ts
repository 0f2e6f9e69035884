/** What the key of an input method says of itself, also where `isComposing` has already ended. */
const COMPOSING_KEY = 229

/** Whether a key belongs to an input method: text is being put together with it, and nothing else hears it. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === COMPOSING_KEY
}
