import type { Preferences } from '../../shared/ipc/preferences.ts'

interface EnterStroke {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** Whether a key sends what is written. With Ctrl or ⌘ it always does; without, as the person has chosen. */
export function isSendKey(
  { key, ctrlKey, metaKey, shiftKey }: EnterStroke,
  sendKey: Preferences['sendKey']
): boolean {
  if (key !== 'Enter' || shiftKey) return false
  return sendKey === 'enter' || ctrlKey || metaKey
}
