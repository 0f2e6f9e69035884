import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { News } from '../src/main/sync/news.ts'
import { MOST_UNREAD } from '../src/shared/model/reading.ts'
import { roomStream } from '../src/shared/protocol/constants.ts'
import { createSeededRandom } from '../src/shared/testkit/seeded-random.ts'
import { createTruth, type Truth } from '../src/shared/testkit/truth.ts'
import { createDevice, type Device, type DeviceDeps } from './device.ts'
import type { History } from './history.ts'
import {
  checkServer,
  differences,
  lookAtCopy,
  lookAtServer,
  positionKey,
  textsIn,
  type Origin
} from './invariants.ts'
import { perform } from './perform.ts'
import { createServer, type Server } from './server.ts'
import { PEOPLE, placeCopyFile, placeServerFile, tokenOf } from './setting.ts'
import { createTelling, type Telling } from './telling.ts'
import { createWorld, type World } from './world.ts'

/** Everything that one history happens to. */
export interface Stage {
  readonly history: History
  readonly world: World
  readonly server: Server
  readonly devices: readonly Device[]
  /** What every device is made with. */
  readonly shared: Pick<DeviceDeps, 'world' | 'server' | 'folder' | 'placeCopy'>
  readonly truth: Truth
  readonly telling: Telling
  /** The server's file, or a copy, has lost something: what nobody holds any more cannot be promised. */
  noteLosses(): void
}

export interface Ran {
  /** What is wrong, each in a sentence; empty: nothing. */
  readonly problems: readonly string[]
  /** The same for every run of the same history. */
  readonly digest: string
  readonly notes: readonly string[]
}

/**
 * Runs a history in a folder of its own below `base`, lets everything come to rest, and looks at what is left. `spoil`
 * is called before the look, by tests of the look itself.
 */
export async function runHistory(
  history: History,
  base: string,
  spoil: (stage: Stage) => void = () => undefined
): Promise<Ran> {
  const folder = join(base, `seed-${history.seed}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  await placeServerFile(base, folder, history.rooms)
  const world = createWorld()
  const devices: Device[] = []
  const placeCopy = (file: string): void => placeCopyFile(base, file)
  const stage = createStage(history, { world, folder, devices, placeCopy })
  try {
    await stage.server.start()
    devices.forEach((device) => device.start())
    await world.pass(1000)
    for (const operation of history.operations) {
      world.note(JSON.stringify(operation))
      await perform(stage, operation)
      await world.settle()
    }
    const restless = await comeToRest(stage)
    spoil(stage)
    const problems = restless ?? (await judge(stage))
    return { problems, digest: world.digest(), notes: world.notes }
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { problems: [`it threw ${stack}`], digest: world.digest(), notes: world.notes }
  } finally {
    devices.forEach((device) => device.kill())
    stage.server.kill()
    world.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface StageParts {
  readonly world: World
  readonly folder: string
  readonly placeCopy: (file: string) => void
  /** To be filled. */
  readonly devices: Device[]
}

function createStage(history: History, { world, folder, devices, placeCopy }: StageParts): Stage {
  const { seed, isStrict } = history
  const truth = createTruth()
  const telling = createTelling()
  const server = createServer({ world, folder, random: createSeededRandom(seed), isStrict })
  const shared = { world, server, folder, placeCopy }
  history.devices.forEach((personIndex, index) => {
    const user = PEOPLE[personIndex]
    if (!user) throw new Error(`there is no person ${personIndex}`)
    const name = `${user.username}-${index}`
    const random = createSeededRandom(seed + 1000 * (index + 1))
    const onNews = (news: News, device: Device): void => telling.hear(news, device)
    devices.push(createDevice({ ...shared, name, number: index, user, token: tokenOf(user), random, onNews }))
  })
  const noteLosses = (): void => {
    const stored = textsIn(server.file, 'messages')
    const copies = devices.map(({ name, user, file }) => ({ name, user, texts: textsIn(file, 'message') }))
    for (const { body, userId, device } of truth.promised().filter((one) => !stored.has(one.body))) {
      const holders = copies.filter(({ user, texts }) => user.id === userId && texts.has(body))
      if (holders.length === 0) truth.doubt(body)
      else if (holders.every(({ name }) => name !== device)) truth.adrift(body)
    }
  }
  return { history, world, server, devices, shared, truth, telling, noteLosses }
}

/** Longer than a half-open line can stay unnoticed. */
const UNNOTICED = 70_000
const LOOK_EVERY = 5000
const MOST_LOOKS = 120

/** Nothing breaks any more, and time passes until nothing moves. Null: it came to rest. */
async function comeToRest({ world, server, devices }: Stage): Promise<string[] | null> {
  world.note('rest')
  devices.forEach((device) => device.relent())
  await waitForWires(world, devices)
  server.relent()
  if (!server.isUp) await server.start()
  for (const device of devices) if (!device.sync) device.start()
  await world.pass(UNNOTICED)
  return waitForRest(world, devices)
}

/**
 * What a line has said twice must be judged as it was the first time: a server that relents in between would take what
 * it has refused for good, and what its author has taken back since.
 */
async function waitForWires(world: World, devices: readonly Device[]): Promise<void> {
  const isBusy = (): boolean => devices.some(({ line }) => line?.isIdle === false)
  for (let look = 0; look < MOST_LOOKS && isBusy(); look++) await world.pass(LOOK_EVERY)
}

async function waitForRest(world: World, devices: readonly Device[]): Promise<string[] | null> {
  let restless: string[] = []
  for (let look = 0; look < MOST_LOOKS; look++) {
    await world.pass(LOOK_EVERY)
    restless = devices.flatMap(restlessness)
    if (restless.length === 0) return null
  }
  return restless.map((one) => `does not come to rest: ${one}`)
}

function restlessness({ name, sync, store, line }: Device): string[] {
  if (!sync || !store) return [`${name} is down`]
  const streams = ['server', `user:${store.identity.get()?.userId}`]
  const rooms = store.identity.rooms().map(({ id }) => roomStream(id))
  const holes = [...rooms, ...streams].filter((stream) => store.missing.newest(stream))
  return [
    ...(sync.connection.phase === 'online' ? [] : [`${name} is ${sync.connection.phase}`]),
    // What was sent while the line was slow takes as long as it takes.
    ...(line?.isIdle ? [] : [`${name} is still being sent something`]),
    ...(sync.unsentCount() > 0 ? [`${name} has ${sync.unsentCount()} to send`] : []),
    ...(store.notifications.unconfirmed().length > 0 ? [`${name} has marks to send`] : []),
    ...holes.map((stream) => `${name} misses a part of ${stream}`)
  ]
}

/** Compares everybody's copy with a new one and with the server, and the server with what people did. */
async function judge(stage: Stage): Promise<string[]> {
  const { world, server, devices, truth, telling, history } = stage
  const problems = [...telling.problems, ...server.errors, ...devices.flatMap(({ errors }) => errors)]
  problems.push(...checkServer(server.file), ...judgeDrafts(stage))
  // Before there are new copies: they may tell the server how far they have read.
  problems.push(...judgeReadings(devices, history.rooms, lookAtServer(server.file)))
  const fresh = await freshCopies(stage)
  const restless = await waitForRest(world, fresh)
  if (restless) return [...problems, ...restless]
  const origin = lookAtServer(server.file)
  problems.push(...judgeReadings([...devices, ...fresh], history.rooms, origin))
  const copies = devices.map(({ name, user, file }) => ({ name, user, ...lookAtCopy(file) }))
  problems.push(...truth.judge(origin.log, new Set(copies.flatMap(({ failed }) => failed))))
  for (const { user, file } of fresh) {
    const { dump } = lookAtCopy(file)
    problems.push(...differences(`a new copy of ${user.username}`, dump, origin.dumpFor(user.id)))
    const theirs = copies.filter((copy) => copy.user === user)
    problems.push(...theirs.flatMap((copy) => differences(copy.name, copy.dump, dump)))
  }
  fresh.forEach((device) => device.kill())
  return problems
}

/** A new copy for each person. */
async function freshCopies({ world, devices, shared }: Stage): Promise<Device[]> {
  const users = [...new Set(devices.map(({ user }) => user))]
  const fresh = users.map((user, index) =>
    createDevice({
      ...shared,
      name: `new-${user.username}`,
      number: 100 + index,
      user,
      token: tokenOf(user),
      random: createSeededRandom(index),
      onNews: () => undefined
    })
  )
  fresh.forEach((device) => device.start())
  await world.pass(5000)
  return fresh
}

/** How far people have read is as the server has it, or (was it never told) the same on all their devices. */
function judgeReadings(devices: readonly Device[], rooms: number, { log, positions }: Origin): string[] {
  const problems: string[] = []
  const known = new Map(positions)
  for (const { name, user, sync } of devices) {
    for (let roomId = 1; roomId <= rooms; roomId++) {
      const { readN, unread } = sync?.reading(roomId) ?? { readN: 0, unread: 0 }
      const key = positionKey(user.id, roomId)
      const ought = known.get(key) ?? readN
      known.set(key, ought)
      const left = log.filter(
        (one) => one.roomId === roomId && one.userId !== user.id && one.body !== null && one.n > readN
      )
      const is = `read up to ${readN} with ${unread} unread`
      const oughtToBe = `read up to ${ought} with ${Math.min(left.length, MOST_UNREAD)} unread`
      if (is !== oughtToBe) problems.push(`${name}: room ${roomId} is ${is}, and ought to be ${oughtToBe}`)
    }
  }
  return problems
}

function judgeDrafts({ devices, truth, history }: Stage): string[] {
  return devices.flatMap(({ name, sync }) =>
    Array.from({ length: history.rooms }, (_, index) => index + 1).flatMap(
      (roomId) => truth.judgeDraft(name, roomId, sync?.draft(roomId) ?? '') ?? []
    )
  )
}
