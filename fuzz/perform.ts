import type { Message } from '../src/shared/model/message.ts'
import { isDiskError } from '../src/main/store/database-faults.ts'
import { FAIR } from '../src/shared/testkit/network.ts'
import { Killed, type Device } from './device.ts'
import type { Operation } from './history.ts'
import type { Stage } from './run-history.ts'
import { REFUSED } from './server.ts'
import { CROWD, PEOPLE } from './setting.ts'

/** Has one thing happen. */
export async function perform(stage: Stage, operation: Operation): Promise<void> {
  const { world } = stage
  if ('device' in operation) return performOn(stage, operation)
  switch (operation.do) {
    case 'wait':
      return world.pass(operation.ms)
    case 'notify':
      return notify(stage, operation.user)
    case 'flood':
      return flood(stage, operation)
    case 'promote':
    case 'demote':
      return stage.server.setRights(PEOPLE[operation.user]?.username ?? '', operation.do)
    case 'shift-server-clock':
      return stage.server.shiftClock(operation.ms)
    default:
      return performOnServer(stage, operation)
  }
}

type DeviceOperation = Extract<Operation, { device: number }>
type ServerOperation = Extract<
  Operation,
  { do: 'kill-server' | 'stop-server' | 'backup' | 'restore' | 'break-disk' }
>

async function performOnServer(stage: Stage, operation: ServerOperation): Promise<void> {
  const { world, server } = stage
  const comeBack = (down: number): void =>
    void world.clock.after(down, () => void (server.isUp ? undefined : server.start()))
  if (!server.isUp) return
  switch (operation.do) {
    case 'kill-server':
      if (operation.moment !== 'now') return server.killAt(operation.moment, () => comeBack(operation.down))
      server.kill()
      return comeBack(operation.down)
    case 'stop-server':
      await server.stop()
      return comeBack(operation.down)
    case 'backup':
      return server.backUp()
    case 'restore':
      server.kill()
      await world.settle()
      if (await server.restore()) {
        stage.noteLosses()
        stage.telling.restored()
        stage.devices.forEach((device) => device.forgetHeard())
      }
      return comeBack(operation.down)
    case 'break-disk':
      return server.breakDisk()
  }
}

async function performOn(stage: Stage, operation: DeviceOperation): Promise<void> {
  const device = stage.devices[operation.device % stage.devices.length]
  if (!device) return
  switch (operation.do) {
    case 'cut':
      return device.line?.cut(operation)
    case 'silence':
      return device.line?.silence(operation.way)
    case 'repeat':
      return device.line?.repeat()
    case 'weather':
      return device.setWeather({
        ...FAIR,
        latency: operation.latency,
        bytesPerSecond: operation.bytesPerSecond
      })
    case 'shift-clock':
      return device.shiftClock(operation.ms)
    case 'away':
      device.setReachable(false)
      device.line?.cut({ arriving: 0.5, clientHears: 50, serverHears: null })
      stage.world.clock.after(operation.ms, () => device.setReachable(true))
      return
    case 'kill-client':
      return device.killAt(operation.transactions, operation.moment, () =>
        stage.world.clock.after(operation.down, () => device.sync ?? device.start())
      )
    case 'fill-disk':
      return device.fillDisk(operation.transactions)
    case 'replay':
      return device.replay(operation.count)
    case 'fresh-copy':
    case 'clear-copy':
      return startAnew(stage, device, operation.do)
    default:
      try {
        return await command(stage, device, operation)
      } catch (error) {
        unlessKilled(error)
      }
  }
}

async function startAnew(stage: Stage, device: Device, what: 'fresh-copy' | 'clear-copy'): Promise<void> {
  device.kill()
  await stage.world.settle()
  if (what === 'clear-copy') device.clearCopy()
  else {
    device.freshCopy()
    stage.truth.draftsGone(device.name)
    stage.telling.forget(device.name)
  }
  device.start()
  stage.noteLosses()
}

type CommandOperation = Exclude<
  DeviceOperation,
  {
    do:
      | 'cut'
      | 'silence'
      | 'repeat'
      | 'weather'
      | 'shift-clock'
      | 'away'
      | 'kill-client'
      | 'fill-disk'
      | 'replay'
      | 'fresh-copy'
      | 'clear-copy'
  }
>

/** What a person asks of the program. */
async function command(stage: Stage, device: Device, operation: CommandOperation): Promise<void> {
  const { sync } = device
  if (!sync) return
  switch (operation.do) {
    case 'type':
      return type(stage, device, operation)
    case 'cancel':
    case 'retry':
    case 'change':
      return onUnsent(stage, device, operation)
    case 'delete': {
      const message = pick(await placed(device, operation.room, stage), operation.nth)
      if (!message) return
      stage.truth.deletionAsked(message.body)
      sync.delete(message.clientId).catch(unlessKilled)
      return
    }
    case 'announce': {
      const title = nextText(stage, 'announcement')
      const clientId = nameOf(stage)
      sync.announce({ clientId, title, body: 'to all' }).catch(unlessKilled)
      return
    }
    case 'read-notification': {
      const { notifications } = await sync.notifications({ kind: 'all', before: null })
      const notification = pick(notifications, operation.nth)
      if (notification) await sync.markNotificationRead(notification.id)
      return
    }
    case 'read-notifications':
      await sync.markAllNotificationsRead()
      return
    case 'read':
    case 'mark-unread': {
      const message = pick(await placed(device, operation.room, stage), operation.nth)
      if (!message?.placement) return
      const { roomId, placement } = message
      const { n } = placement
      await (operation.do === 'read' ? sync.markRead(roomId, n) : sync.markUnread(roomId, n))
      return
    }
    case 'scroll': {
      const [oldest] = await placed(device, operation.room, stage)
      if (!oldest?.placement) return
      const { seq } = oldest.placement
      // Both may wait for the server.
      sync.page(oldest.roomId, seq).catch(unlessKilled)
      sync.fill(oldest.roomId, { from: Math.max(1, seq - 50), to: seq }).catch(unlessKilled)
      return
    }
    case 'draft':
      return saveDraft(stage, device, 1 + (operation.room % stage.history.rooms))
    case 'retry-connection':
      return sync.retryConnection()
  }
}

/** Or refused by the disk, which its person is told. */
function unlessKilled(error: unknown): void {
  if (!(error instanceof Killed || isDiskError(error))) throw error
}

const texts = new WeakMap<Stage, number>()

/** A text that nobody has said. */
function nextText(stage: Stage, kind: string): string {
  const number = (texts.get(stage) ?? 0) + 1
  texts.set(stage, number)
  return `${kind} ${number}`
}

async function saveDraft(stage: Stage, { sync, name }: Device, roomId: number): Promise<void> {
  const text = nextText(stage, 'draft')
  try {
    const result = await sync?.saveDraft(roomId, text)
    if (result?.ok) stage.truth.drafted({ device: name, roomId, text, isSure: true })
  } catch (error) {
    unlessKilled(error)
    stage.truth.drafted({ device: name, roomId, text, isSure: false })
  }
}

/** A client id for the last text. */
function nameOf(stage: Stage): string {
  return `01970000-0000-7000-9000-${String(texts.get(stage)).padStart(12, '0')}`
}

async function type(
  stage: Stage,
  device: Device,
  { room, count, refused }: Extract<Operation, { do: 'type' }>
): Promise<void> {
  const roomId = 1 + (room % stage.history.rooms)
  for (let index = 0; index < count; index++) {
    const { sync, name, user } = device
    if (!sync) return
    const body = nextText(stage, refused ? `${REFUSED} ${name}` : name)
    const message = { device: name, userId: user.id, roomId, body, isRefusable: refused ?? false }
    try {
      const result = await sync.send(roomId, body)
      if (result.ok) stage.truth.typed(message)
    } catch (error) {
      unlessKilled(error)
      stage.truth.typed(message)
      stage.truth.doubt(body)
    }
  }
}

async function onUnsent(
  stage: Stage,
  device: Device,
  operation: Extract<Operation, { do: 'cancel' | 'retry' | 'change' }>
): Promise<void> {
  const { sync } = device
  if (!sync) return
  const unsent: Message[] = []
  for (let roomId = 1; roomId <= stage.history.rooms; roomId++) {
    const { messages } = await sync.page(roomId, null)
    unsent.push(...messages.filter(({ delivery }) => delivery.state !== 'sent'))
  }
  const message = pick(unsent, operation.nth)
  if (!message) return
  const { clientId, body } = message
  switch (operation.do) {
    case 'retry':
      await sync.retry(clientId)
      return
    case 'cancel':
      try {
        const result = await sync.cancel(clientId, false)
        if (result.ok) stage.truth.cancelled(body)
      } catch (error) {
        unlessKilled(error)
        stage.truth.doubt(body)
      }
      return
    case 'change': {
      const next = nextText(stage, body.startsWith(REFUSED) ? `${REFUSED} changed` : 'changed')
      try {
        const result = await sync.change(clientId, next)
        if (result.ok) stage.truth.changed(body, next)
      } catch (error) {
        unlessKilled(error)
        stage.truth.doubt(body)
      }
      return
    }
  }
}

async function placed(device: Device, room: number, stage: Stage): Promise<Message[]> {
  const page = await device.sync?.page(1 + (room % stage.history.rooms), null)
  return (page?.messages ?? []).filter(({ placement }) => placement !== null)
}

function pick<T>(things: readonly T[], nth: number): T | undefined {
  return things[nth % Math.max(1, things.length)]
}

function notify(stage: Stage, user: number): void {
  const { server, world } = stage
  const recipientId = PEOPLE[user]?.id ?? null
  const body = nextText(stage, 'notification')
  server.submit({ kind: 'notify', recipientId, title: '', body, at: world.clock.now() })
}

function flood(stage: Stage, { room, count, length }: Extract<Operation, { do: 'flood' }>): void {
  const { server, world, history } = stage
  for (let index = 0; index < count; index++) {
    const text = nextText(stage, CROWD.username)
    server.submit({
      kind: 'post',
      authorId: CROWD.id,
      clientId: nameOf(stage),
      roomId: 1 + (room % history.rooms),
      body: text.padEnd(length, '.'),
      at: world.clock.now()
    })
  }
}
