import { PREFERENCE_DEFAULTS, type Preferences } from '../../shared/ipc/preferences.ts'

/** Pixels of the messages' text and of its lines. A compact list is smaller until the person has chosen a size. */
export function messageText({ messageSize, density }: Pick<Preferences, 'messageSize' | 'density'>): {
  readonly size: number
  readonly line: number
} {
  const isChosen = messageSize !== PREFERENCE_DEFAULTS.messageSize
  if (density === 'compact' && !isChosen) return { size: 14, line: 20 }
  return { size: messageSize, line: Math.round(messageSize * 1.47) }
}
