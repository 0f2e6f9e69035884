import type { Client } from '../bridge/client.ts'
import type { AppServices } from '../state/app-context.tsx'
import { createCentre } from '../state/centre.ts'
import { createNavigation } from '../state/navigation.ts'
import { createNotices } from '../state/notices.ts'
import { receive, receiveApp } from '../state/receive.ts'
import { createRooms } from '../state/rooms.ts'
import { createAppStore } from '../state/store.ts'
import { createVoice } from '../state/voice.ts'

/** Milliseconds for which the first drawing waits for its font and its messages: with them, nothing is drawn twice. */
const DRAWN_AFTER = 400

/** Wires the page together, and listens to main for as long as the window lives. */
export function createServices(client: Client): { services: AppServices; start: () => Promise<void> } {
  const store = createAppStore()
  const rooms = createRooms({ client, store })
  const centre = createCentre({ client, store })
  client.subscribe((event) => {
    store.setState(receive(store.getState(), event, Date.now()))
    if (event.name === 'messages.changed') rooms.note(event.value)
    if (event.name === 'notifications.changed') centre.note(event.value)
  })
  /** Reads what is drawn first; without main's answer there is no state. */
  async function start(): Promise<void> {
    const font = document.fonts.load('400 14px "Inter Variable"')
    const answer = await client.call('app.state', {})
    if (!answer.ok) return
    // At once: between main's answer and its use nothing may be announced, or the answer would undo it.
    store.setState(receiveApp(store.getState(), answer.value, Date.now()))
    const { session } = answer.value
    await Promise.race([
      Promise.all([font, session && rooms.openAtLine(session.room.id)]),
      new Promise((resolve) => setTimeout(resolve, DRAWN_AFTER))
    ])
  }
  return {
    services: {
      client,
      store,
      rooms,
      centre,
      navigation: createNavigation({ store }),
      notices: createNotices({ store }),
      voice: createVoice({ store })
    },
    start
  }
}
