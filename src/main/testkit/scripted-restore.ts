import type { Down } from '../../shared/protocol/down.ts'
import { makeHello } from '../../shared/testkit/make.ts'
import type { OpenedSync } from './opened-sync.ts'
import type { ScriptedServer, Visitor } from './scripted-server.ts'

/** The greeting of a server that was restored. */
export const restored = makeHello({ server: { name: 'Labo Tourbe', epoch: 'epoch-2' } })

/** A stream of it ends, as far as both have it, at an event that `posted` and its like name so. */
export function wentBack(common: number, stream = 'room:1'): Down {
  return { type: 'diverged', stream, common, event: common === 0 ? '' : `event-${common}` }
}

/** The same engine on its next link, at a server that was restored. */
export async function comesBackRestored(server: ScriptedServer, opened: OpenedSync): Promise<Visitor> {
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  const next = server.visitor()
  opened.sync.retryConnection()
  const visitor = await next
  visitor.say(restored)
  await visitor.hear('resume')
  return visitor
}
