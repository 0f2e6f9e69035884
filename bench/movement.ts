import { setTimeout as pause } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { openLevel0Client, type Level0Client } from '../e2e/support/level-0-client.ts'
import { watched, type Flow, type Movement } from './in-page.ts'
import { goToEnd, type Reader } from './reader.ts'
import type { Row } from './report.ts'
import { createTexts } from './texts.ts'
import { asAPerson, turnWheel, type Turning } from './wheel.ts'

/** A history that is skimmed, page after page. */
const skimming: Turning = { notch: 240, pauses: [16] }
const SKIMMED = 60_000
/** What is still on its way has come by then, and what closes has closed. */
const SETTLED_AFTER = 600
/** How long the banner says that the connection is back, and a little more. */
const BACK_IS_SAID = 3500
const LONGEST_WAIT = 30_000
const BURSTS = 4
const BURST = 12

/** What may not move while much goes on around it: what one reads, and the end for those who are there. */
export async function measureMovement(reader: Reader): Promise<Row[]> {
  const { copy, page, electron } = reader
  const { companion, owner } = copy
  const other = await openLevel0Client(companion.url, await companion.token(owner))
  const bursts = `${BURSTS} bursts of ${BURST} messages arrive`
  await goToEnd(page)
  const end = await watched(
    page,
    (bench) => bench.end(),
    () => arrive(other)
  )
  const history = await skim(reader)
  const row = (name: string, work: () => Promise<unknown>): Promise<Row> => watchRow(reader, name, work)
  const rows = [
    await row(bursts, () => arrive(other)),
    await row('messages above it are deleted', () => remove(reader, other, [-1, -2, -20, -2000])),
    await row('messages below it are deleted', () => remove(reader, other, [1, 3, 40])),
    await row('the window gets other widths', () => resize(electron, [1000, 640, 860, 1280])),
    await row('the text gets other sizes', () => setTextSizes(page, [18, 13, 15])),
    await other.close().then(() => row('the connection is lost and comes back', () => loseConnection(reader)))
  ]
  return [flowRow(history), ...rows, movementRow(`the end of the room, while ${bursts}`, end)]
}

/** Watches the first row in sight while something is done. */
async function watchRow(reader: Reader, name: string, work: () => Promise<unknown>): Promise<Row> {
  // To a place where nothing has been done yet.
  await turnWheel(reader.page, asAPerson, (turned) => turned < 1200)
  await pause(SETTLED_AFTER)
  const movement = await watched(
    reader.page,
    (bench) => bench.row(bench.firstRow()),
    async () => {
      await work()
      await pause(SETTLED_AFTER)
    }
  )
  return movementRow(`the row that one reads, while ${name}`, movement)
}

function movementRow(what: string, movement: Movement): Row {
  const { frames, moved, worst, resized } = movement
  const effect = resized > 0 ? '' : '; nothing changed the list’s height'
  const measured = `${worst.toFixed(1)} px at most, moved in ${moved} of ${frames} frames${effect}`
  return { what, measured, floor: '–', ratio: '', goal: '0 px', raw: movement }
}

async function skim(reader: Reader): Promise<Flow & { readonly turned: number; readonly passed: number }> {
  const from = await reader.place()
  let turned = 0
  const flow = await watched(
    reader.page,
    (bench) => bench.flow(),
    async () => void (turned = await turnWheel(reader.page, skimming, (so) => so < SKIMMED))
  )
  return { ...flow, turned, passed: from - (await reader.place()) }
}

function flowRow({ frames, reversed, worst, total, turned, passed }: Awaited<ReturnType<typeof skim>>): Row {
  return {
    what: `the rows, while ${passed.toLocaleString('en')} messages of history load above a turning wheel`,
    measured:
      `went back in ${reversed} of ${frames} frames, ${worst.toFixed(1)} px at most; ` +
      `${Math.round(total).toLocaleString('en')} px in all`,
    floor: `the wheel: ${turned.toLocaleString('en')} px`,
    ratio: `${(total / turned).toFixed(2)} x`,
    goal: '0 frames, 1 x',
    raw: { frames, reversed, worst, total, turned }
  }
}

async function arrive(other: Level0Client): Promise<void> {
  const textOf = createTexts()
  for (let burst = 0; burst < BURSTS; burst++) {
    for (let count = 0; count < BURST; count++) other.send({ type: 'chat_message', message: textOf() })
    await pause(SETTLED_AFTER)
  }
}

/** Deletes messages for everyone, so many places from the one in sight. */
async function remove(reader: Reader, other: Level0Client, places: readonly number[]): Promise<void> {
  const place = await reader.place()
  for (const offset of places) {
    other.send({ type: 'delete_message', message_id: reader.copy.messages[place + offset]?.id })
    await pause(SETTLED_AFTER)
  }
}

async function resize(electron: ElectronApplication, widths: readonly number[]): Promise<void> {
  for (const width of widths) {
    await electron.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to, 800),
      width
    )
    await pause(SETTLED_AFTER)
  }
}

async function setTextSizes(page: Page, sizes: readonly number[]): Promise<void> {
  for (const messageSize of sizes) {
    await page.evaluate((to) => window.causerie.call('app.configure', { messageSize: to }), messageSize)
    await pause(SETTLED_AFTER)
  }
}

async function loseConnection({ copy, page }: Reader): Promise<void> {
  const said = (text: RegExp): Promise<void> =>
    page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached', timeout: LONGEST_WAIT })
  const lost = said(/Connection lost|Offline/)
  await copy.companion.stop()
  await lost
  // It is said for a moment only.
  await Promise.all([said(/Back online/), copy.companion.restart()])
  await pause(BACK_IS_SAID)
}
