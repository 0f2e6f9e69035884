import { once } from 'node:events'
import { createServer } from 'node:http'
import { nextTurn } from '../../../server/next-turn.ts'
import { freePort } from '../../../server/testkit/free-port.ts'
import { createBackend, type NewNotification } from './backend.ts'
import type { StoredMessage, StoredNotification } from './frames.ts'
import type { Member } from './group.ts'
import { httpListener } from './http.ts'
import type { NewPerson, Person } from './people.ts'
import { serveSockets, type Opened, type Received } from './socket.ts'
import { usualSwitches, type Switches } from './switches.ts'
import type { Asked } from './view.ts'

export interface Level0Options {
  readonly switches?: Partial<Switches>
  /** The server's clock, in milliseconds since 1970. */
  readonly now?: () => number
}

/** A Django Channels backend on daphne, as it was measured: all that a client of one meets, and nothing more. */
export interface Level0Server {
  /** `http://127.0.0.1:port`. */
  readonly url: string
  /** May be changed at any time. */
  readonly switches: Switches
  addUser(person: NewPerson): Person
  /** A token of a person, as an administrator hands one out. */
  tokenOf(username: string): string
  /** A message from a person who has no socket; null: they are muted. */
  say(username: string, text: string): StoredMessage | null
  /** Deletes a message as from the admin pages; false: there is no such message. */
  remove(id: number): boolean
  notify(notification: NewNotification): StoredNotification
  /** Ends all access tokens; sockets stay open, and a refresh gives a new one. */
  expireTokens(): void
  /** Ends tokens, the tokens for new tokens, and sessions; sockets stay open. */
  signEverybodyOut(): void
  /** The open sockets of a person hear no broadcast any more. */
  makeDeaf(username: string): void
  /** Closes all sockets, or those of one person: 1000 after daphne's --websocket_timeout; 1006 cuts the line. */
  closeAll(code: number, username?: string): void
  /** What is stored, oldest first. */
  messages(): readonly StoredMessage[]
  /** The open sockets that are signed in. */
  connections(): readonly Member[]
  /** User names, ghosts among them. */
  online(): readonly string[]
  /** Each socket that was asked for, refused ones too. */
  readonly opened: readonly Opened[]
  /** Text frames of clients, as they came. */
  readonly received: readonly Received[]
  /** What came over HTTP. */
  readonly asked: readonly Asked[]
  /** Ends as a process that is killed: sockets are cut. What is stored stays. */
  stop(): Promise<void>
  /** Comes back on the same port, with what is stored and nobody online. */
  restart(): Promise<void>
}

export async function startLevel0Server(options: Level0Options = {}): Promise<Level0Server> {
  const switches = { ...usualSwitches(), ...options.switches }
  const backend = createBackend(switches, options.now ?? Date.now)
  const { people, group } = backend
  const asked: Asked[] = []
  const http = createServer(httpListener(backend, asked))
  const sockets = serveSockets(http, backend)

  const port = await freePort()
  const listen = async (): Promise<void> => {
    await once(http.listen(port, '127.0.0.1'), 'listening')
  }
  const stop = async (): Promise<void> => {
    if (!http.listening) return
    const closed = once(http, 'close')
    http.close()
    http.closeAllConnections()
    sockets.drop()
    await closed
    group.clear()
  }
  await listen()
  return {
    url: `http://127.0.0.1:${port}`,
    switches,
    addUser: (person) => people.add(person),
    tokenOf: (username) => people.tokenFor(people.named(username)),
    say: (username, text) => backend.post(people.named(username), text),
    remove: (id) => backend.remove(null, id),
    notify: (notification) => backend.notify(notification),
    expireTokens: () => people.expireTokens(),
    signEverybodyOut: () => people.expireAll(),
    makeDeaf(username) {
      for (const member of membersOf(group.members(), username)) member.isDeaf = true
    },
    closeAll(code, username) {
      for (const { socket } of membersOf(group.members(), username)) {
        if (code === 1006) socket.terminate()
        else socket.close(code)
      }
    },
    messages: () => backend.messages(),
    connections: () => group.members(),
    online: () => group.online().map(({ username }) => username),
    opened: sockets.opened,
    received: sockets.received,
    asked,
    stop,
    async restart() {
      await stop()
      await listen()
      // A connection that `fetch` keeps for its next request has ended: that is heard before anybody asks.
      await nextTurn()
      await nextTurn()
    }
  }
}

function membersOf(members: readonly Member[], username: string | undefined): readonly Member[] {
  return members.filter(({ person }) => username === undefined || person.username === username)
}
