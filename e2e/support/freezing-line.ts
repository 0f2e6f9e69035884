import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a server that can go dead without a word, as it does under a computer that sleeps, or be cut. */
export interface FreezingLine {
  readonly url: string
  /** Nothing passes any more on the connections that there are, and neither end hears of it. */
  freeze(): void
  /** Ends all connections, and every new one, until it is mended. */
  cut(): void
  mend(): void
  close(): void
}

export async function openFreezingLine(target: string): Promise<FreezingLine> {
  const { hostname, port } = new URL(target)
  const sockets: Socket[] = []
  let isCut = false
  const server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(Number(port), hostname)
    sockets.push(near, far)
    for (const [from, to] of [
      [near, far],
      [far, near]
    ] as const) {
      from.on('data', (data) => to.write(data))
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const destroyAll = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: () => sockets.forEach((socket) => socket.pause()),
    cut() {
      isCut = true
      destroyAll()
    },
    mend: () => void (isCut = false),
    close() {
      server.close()
      destroyAll()
    }
  }
}
