import type { AppStore } from './store.ts'

/** Says things to those who listen to the page, through its two live regions. */
export interface Voice {
  /** When there is a pause: what arrived, what was sent. */
  polite(text: string): void
  /** At once: what failed. */
  assertive(text: string): void
}

export function createVoice({ store }: { store: AppStore }): Voice {
  let lastId = 0
  const say = (manner: 'polite' | 'assertive') => (text: string) => {
    const id = ++lastId
    store.setState(({ spoken }) => ({ spoken: { ...spoken, [manner]: { id, text } } }))
  }
  return { polite: say('polite'), assertive: say('assertive') }
}
