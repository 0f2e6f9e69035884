import type { StreamReader } from '../store/store.ts'
import type { Hub } from './hub.ts'

const EVENTS_PER_READ = 100

/**
 * Tells what is in the log and was told to nobody: a commit may have reached the disk although it was reported to have
 * failed. Nothing may be committed meanwhile.
 */
export async function tellUntold(
  hub: Pick<Hub, 'head' | 'publish'>,
  reader: Pick<StreamReader, 'heads' | 'eventsAfter'>
): Promise<void> {
  for (const [stream, head] of await reader.heads()) {
    while (hub.head(stream) < head) {
      const events = await reader.eventsAfter(stream, hub.head(stream), EVENTS_PER_READ)
      if (events.length === 0) throw new Error(`${stream} ends before its head`)
      hub.publish(events)
    }
  }
}
