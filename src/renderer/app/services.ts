import type { Client } from '../bridge/client.ts'
import type { AppServices } from '../state/app-context.tsx'
import { createCentre } from '../state/centre.ts'
import { createNavigation } from '../state/navigation.ts'
import { createNotices } from '../state/notices.ts'
import { receive, receiveApp } from '../state/receive.ts'
import { createRooms } from '../state/rooms.ts'
import { createAppStore } from '../state/store.ts'
import { createVoice } from '../state/voice.ts'

/** Milliseconds for which the page waits for its font, so that the first words do not change their shape. */
const FONT_LIMIT = 400

/** Wires the page together, and listens to main for as long as the window lives. */
export function createServices(client: Client): { services: AppServices; start: () => Promise<boolean> } {
  const store = createAppStore()
  const rooms = createRooms({ client, store })
  const centre = createCentre({ client, store })
  client.subscribe((event) => {
    store.setState(receive(store.getState(), event, Date.now()))
    if (event.name === 'messages.changed') rooms.note(event.value)
    if (event.name === 'notifications.changed') centre.note(event.value)
  })
  async function start(): Promise<boolean> {
    // The font first: between main's answer and its use nothing may be announced, or the answer would undo it.
    await fontReady()
    const answer = await client.call('app.state', {})
    if (answer.ok) store.setState(receiveApp(store.getState(), answer.value, Date.now()))
    return answer.ok
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

async function fontReady(): Promise<void> {
  const loaded = document.fonts.load('400 14px "Inter Variable"')
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, FONT_LIMIT))])
}
