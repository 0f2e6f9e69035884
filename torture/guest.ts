import { WebSocket } from 'ws'
import { HISTORY_PATH, SOCKET_PATH } from '../src/shared/protocol/constants.ts'
import { decodeDown, type Down } from '../src/shared/protocol/down.ts'
import { encodeUp, type Cursor, type Up } from '../src/shared/protocol/up.ts'
import type { Happened, Heard } from './verdict.ts'

/** Somebody who reads through the proxy without an engine, and comes back whenever the link has gone. */
export interface Guest {
  /** Comes back now, if there is no link. */
  retry(): void
  stop(): void
}

const RETURN = 200
const GREETED = 3000
/** Nothing was heard for so long, not even a ping of the server. */
const DEAF = 45_000

interface Links {
  readonly address: string
  readonly headers: Record<string, string>
  onOpen(socket: WebSocket): void
  onText(text: string, socket: WebSocket): void
}

/** Opens a socket again and again. */
function comeBack({ address, headers, onOpen, onText }: Links): Guest {
  let socket: WebSocket | null = null
  let isStopped = false
  const open = (): void => {
    if (isStopped || socket) return
    const own = new WebSocket(address, { headers, perMessageDeflate: false, handshakeTimeout: GREETED })
    socket = own
    const deaf = setTimeout(() => own.terminate(), DEAF)
    own.on('open', () => onOpen(own))
    own.on('ping', () => deaf.refresh())
    own.on('message', (data: Buffer) => {
      deaf.refresh()
      if (own === socket) onText(data.toString(), own)
    })
    own.on('error', () => undefined)
    own.on('close', () => {
      clearTimeout(deaf)
      socket = null
      setTimeout(open, RETURN)
    })
  }
  open()
  return {
    retry: open,
    stop() {
      isStopped = true
      socket?.terminate()
    }
  }
}

/** A level 1 client of some lines: keeps its cursor in memory, and every event of the room that it was told. */
export interface Watcher extends Guest {
  readonly events: readonly Happened[]
  /** Which messages have come so far, by their authors. */
  onPosted(listener: (authorId: number) => void): void
  seq(): number
}

export function openWatcher(origin: string, token: string, stream: string): Watcher {
  let events: Happened[] = []
  let cursor: Cursor = { seq: 0, event: '' }
  /** What the server left out, and has to be asked for. */
  let holes: { from: number; to: number }[] = []
  const listeners: ((authorId: number) => void)[] = []
  const send = (socket: WebSocket, up: Up): void => socket.send(encodeUp(up))
  const askForHoles = (socket: WebSocket): void =>
    holes.forEach(({ from, to }) => send(socket, { type: 'fetch', requestId: `${to}`, stream, from, to }))
  const hear = (down: Down, socket: WebSocket): void => {
    if (down.type === 'hello') {
      send(socket, { type: 'resume', cursors: { [stream]: cursor }, onlineChanges: true })
      askForHoles(socket)
    } else if (down.type === 'event' && down.event.stream === stream) {
      const { seq, id, change } = down.event
      events.push({ seq, event: id })
      cursor = { seq, event: id }
      if (change.kind === 'posted') listeners.forEach((listen) => listen(change.message.sender.id))
    } else if (down.type === 'limited' && down.stream === stream) {
      holes.push({ from: down.from, to: down.to })
      askForHoles(socket)
    } else if (down.type === 'page' && down.stream === stream) {
      const hole = holes.find(({ to }) => `${to}` === down.requestId)
      if (!hole) return
      const filled = down.events.map(({ seq, id }) => ({ seq, event: id }))
      events = [...events, ...filled].toSorted((a, b) => a.seq - b.seq)
      holes = holes.filter((one) => one !== hole)
      // A page has the newest of what was asked for; what is before it is asked for again.
      if (down.from > hole.from) holes.push({ from: hole.from, to: down.from - 1 })
      askForHoles(socket)
    }
  }
  const guest = comeBack({
    address: origin.replace(/^http/, 'ws') + SOCKET_PATH,
    headers: { authorization: `Bearer ${token}` },
    onOpen: () => undefined,
    onText(text, socket) {
      const down = decodeDown(text)
      if (!down.ok) throw new Error(`the server speaks nonsense: ${text}`)
      if (down.value) hear(down.value, socket)
    }
  })
  return {
    ...guest,
    get events() {
      return events
    },
    onPosted: (listener) => void listeners.push(listener),
    seq: () => (holes.length > 0 ? 0 : cursor.seq)
  }
}

/** A browser page of level 0: it hears what is said while it is there, and says something now and then. */
export interface Listener extends Guest {
  readonly heard: readonly Heard[]
  readonly said: readonly string[]
  say(): void
  /** All that the server still has, in its order. */
  history(): Promise<readonly Heard[]>
}

export function openListener(origin: string, token: string, name: string): Listener {
  const heard: Heard[] = []
  const said: string[] = []
  let link: WebSocket | null = null
  const guest = comeBack({
    address: `${origin.replace(/^http/, 'ws')}${SOCKET_PATH}?token=${token}`,
    headers: {},
    onOpen: (socket) => void (link = socket),
    onText(text) {
      const frame = JSON.parse(text) as { type: string; data?: { id: number; message: string } }
      if (frame.type === 'chat_message' && frame.data)
        heard.push({ id: frame.data.id, body: frame.data.message })
    }
  })
  return {
    ...guest,
    heard,
    said,
    say() {
      if (link?.readyState !== WebSocket.OPEN) return
      const message = `${name} says ${said.length + 1}`
      said.push(message)
      link.send(JSON.stringify({ type: 'chat_message', message }))
    },
    async history() {
      const all: Heard[] = []
      for (let oldest = ''; ; oldest = `&before=${all[0]?.id}`) {
        const page = await readPage(`${origin}${HISTORY_PATH}?limit=200${oldest}`, token)
        if (page.length === 0) return all
        all.unshift(...page.toReversed())
      }
    }
  }
}

async function readPage(url: string, token: string): Promise<readonly Heard[]> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const { results } = (await response.json()) as { results: { id: number; message: string }[] }
  return results.map(({ id, message }) => ({ id, body: message }))
}
