import { describe, expect, it } from 'vitest'
import { calls, type CallName } from '../../shared/ipc/contract.ts'
import { ok } from '../../shared/std/result.ts'
import { clientId, silentLog } from '../../shared/testkit/make.ts'
import { createGate, type Handlers } from './gate.ts'

const names = Object.keys(calls) as CallName[]
const page = { url: 'app://causerie/index.html', isMainFrame: true }
const goodParams: Record<CallName, unknown> = {
  'app.state': {},
  'app.configure': { theme: 'dark' },
  'app.quit': { force: false },
  'app.about': {},
  'accounts.kept': {},
  'notifications.try': {},
  'copy.measure': {},
  'copy.clear': {},
  'servers.findLocal': {},
  'localServer.host': {},
  'localServer.start': {},
  'localServer.stop': {},
  'localServer.reveal': { what: 'log' },
  'accounts.keep': {},
  'rooms.markRead': { roomId: 1, n: 7 },
  'drafts.save': { roomId: 1, text: 'half a sent' },
  'notifications.page': { kind: 'all', before: null },
  'notifications.markRead': { id: 1 },
  'notifications.markAllRead': {},
  'announcements.send': { clientId: clientId(1), title: '', body: 'ce soir' },
  'log.read': {},
  'log.reveal': {},
  'servers.find': { address: 'causerie.example' },
  'accounts.signIn': {
    address: 'causerie.example',
    username: 'ada',
    password: 'secret',
    keep: true,
    profile: { profile: 1, socket: { identity: 'cookie' } }
  },
  'accounts.seeLimits': {},
  'profiles.open': {},
  'profiles.test': { address: 'causerie.example', username: '', password: '', profile: { profile: 1 } },
  'accounts.setUp': { address: 'a', code: 'c', username: 'ada', password: 'secret', keep: true },
  'accounts.signOut': {},
  'messages.page': { roomId: 1, before: null },
  'messages.send': { roomId: 1, body: 'salut' },
  'messages.delete': { clientId: 'x' },
  'messages.retry': { clientId: 'x' },
  'messages.change': { clientId: 'x', body: 'salut !' },
  'rooms.fill': { roomId: 1, from: 3, to: 9 },
  'rooms.markUnread': { roomId: 1, n: 7 },
  'incidents.dismiss': { id: 1 },
  'messages.cancel': { clientId: 'x', toDraft: true },
  'connection.retry': {}
}

function openGate(): { gate: ReturnType<typeof createGate>; called: string[] } {
  const called: string[] = []
  const handler = (name: string) => async () => {
    called.push(name)
    return ok()
  }
  const handlers = Object.fromEntries(names.map((name) => [name, handler(name)])) as unknown as Handlers
  return { gate: createGate(handlers, 'app://causerie', silentLog), called }
}

describe.each(names)('%s', (name) => {
  it('passes from our page with good parameters', async () => {
    const { gate, called } = openGate()
    expect(await gate(page, name, goodParams[name])).toMatchObject({ ok: true })
    expect(called).toEqual([name])
  })

  it('is refused from any other sender', async () => {
    const { gate, called } = openGate()
    const senders = [
      null,
      { ...page, isMainFrame: false },
      ...[
        'https://causerie/',
        'app://other/index.html',
        'app://causerie.evil/',
        'file:///app',
        'about:blank',
        ''
      ].map((url) => ({ url, isMainFrame: true }))
    ]
    for (const sender of senders) {
      expect(await gate(sender, name, goodParams[name])).toEqual({ ok: false, code: 'forbidden' })
    }
    expect(called).toEqual([])
  })

  it('is refused with bad parameters', async () => {
    const { gate, called } = openGate()
    const bad: unknown[] = [undefined, null, 1, 'text', [goodParams[name]]]
    for (const key of Object.keys(goodParams[name] as object)) {
      bad.push({ ...(goodParams[name] as object), [key]: { $ne: 1 } })
    }
    for (const params of bad)
      expect(await gate(page, name, params)).toEqual({ ok: false, code: 'bad_params' })
    expect(called).toEqual([])
  })
})

it('knows no other name, and none that every object has', async () => {
  const { gate } = openGate()
  for (const name of ['messages.steal', 'constructor', '__proto__', 'toString', 7, null]) {
    expect(await gate(page, name, {})).toEqual({ ok: false, code: 'bad_params' })
  }
})

it('tells the page a code when a handler falls, never a stack', async () => {
  const handlers = { 'app.state': () => Promise.reject(new Error('/home/ada')) } as unknown as Handlers
  const gate = createGate(handlers, 'app://causerie', silentLog)
  expect(await gate(page, 'app.state', {})).toEqual({ ok: false, code: 'internal' })
})
