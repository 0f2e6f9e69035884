import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openScriptedServer } from '../testkit/scripted-server.ts'
import { openSocket } from './socket.ts'

it('hears only a part of what is there in one turn of the event loop, and all of it in the end', async () => {
  const server = await openScriptedServer()
  const [frames, length] = [500, 1000]
  const heard: string[] = []
  const socket = openSocket(
    { url: server.url, headers: {} },
    {
      onOpen: () => undefined,
      onText: (text) => heard.push(text),
      onActivity: () => undefined,
      onEnd: () => undefined
    }
  )
  const visitor = await server.visitor()
  const said = Array.from({ length: frames }, (_, index) => String(index).padEnd(length))
  for (const text of said) visitor.sayText(text)
  let most = 0
  for (let before = 0; before < frames; before = heard.length) {
    await nextTurn()
    most = Math.max(most, heard.length - before)
  }
  expect(heard).toEqual(said)
  expect(most).toBeLessThan(frames / 2)
  socket.terminate()
})
