import { afterEach, expect, it, vi } from 'vitest'
import type { AnyEvent, AppState, ConnectionState } from '../../shared/ipc/contract.ts'
import { makeAppState, makeSession } from '../../shared/testkit/make.ts'
import type { Client } from '../bridge/client.ts'
import { makeMessages, makePage } from '../testkit/make-message.ts'
import { createServices } from './services.ts'

function appState(connection: ConnectionState): AppState {
  const session = makeSession({ connection })
  return makeAppState(session)
}

afterEach(() => void vi.unstubAllGlobals())

it('keeps what main announces while the font is loading', async () => {
  let fontIsHere = (): void => undefined
  const font = new Promise<void>((resolve) => (fontIsHere = resolve))
  vi.stubGlobal('document', { fonts: { load: () => font } })
  let main = appState({ phase: 'connecting', lostAt: null, failures: 0 })
  let announce: (event: AnyEvent) => void = () => undefined
  const call = async (name: string): Promise<unknown> => ({
    ok: true,
    value: name === 'app.state' ? main : makePage(makeMessages(1, 3), false)
  })
  const { services, start } = createServices({
    call: call as Client['call'],
    subscribe: (listener) => {
      announce = listener
      return () => undefined
    }
  })
  const started = start()
  await new Promise(setImmediate)
  main = appState({ phase: 'online' })
  announce({ name: 'connection.changed', value: { phase: 'online' } })
  fontIsHere()
  await started
  expect(services.store.getState().link?.state.phase).toBe('online')
  expect(
    services.store.getState().timelinesByRoomId[1]?.order,
    'read in before anything is drawn'
  ).toHaveLength(3)
})
