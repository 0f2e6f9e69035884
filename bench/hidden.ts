import { setTimeout as pause } from 'node:timers/promises'
import { createTrayHost } from '../e2e/support/tray-host.ts'
import { evaluateInFirstPage, traceOf } from './devtools.ts'
import type { Copy } from './history.ts'
import { IS_USABLE, paintedWhen } from './opening.ts'
import { cpuOf } from './processes.ts'
import { appOn, startListening } from './programs.ts'
import type { Row } from './report.ts'

/** Long enough for whatever began while the window was shown to have ended. */
const SETTLED_AFTER = 10_000
const WATCHED = 20_000
const CLICKED_AFTER = 1000
/** What a trace calls it when a page's own timer, or frame, or idle time calls back. */
const CALLBACKS = new Set(['TimerFire', 'FireAnimationFrame', 'FireIdleCallback'])

/** What the app costs while it lives in the tray and nothing happens, with a server connected. */
export async function measureHidden(env: Record<string, string>, { userData }: Copy): Promise<Row[]> {
  const tray = createTrayHost(env['DBUS_SESSION_BUS_ADDRESS'] ?? '')
  await tray.come()
  const { program, address } = await startListening(env, appOn(userData))
  const pid = program.child.pid ?? 0
  await evaluateInFirstPage(address, paintedWhen(IS_USABLE))
  await pause(SETTLED_AFTER)
  // A click hides a window that is in front, and brings any other there first.
  while ((await evaluateInFirstPage(address, 'document.visibilityState')) !== 'hidden') {
    await tray.item()?.activate()
    await pause(CLICKED_AFTER)
  }
  await pause(SETTLED_AFTER)
  const work = cpuOf(pid)
  await pause(WATCHED)
  const share = (cpuOf(pid) - work) / WATCHED
  const events = await traceOf(address, ['devtools.timeline'], WATCHED)
  const called = events.filter(({ name }) => CALLBACKS.has(name)).length
  await program.stop()
  tray.go()
  const seconds = `${WATCHED / 1000} s`
  return [
    {
      what: `hidden in the tray with a server connected: work of all processes in ${seconds}`,
      measured: `${(share * 100).toFixed(2)} % of a core`,
      floor: '–',
      ratio: '',
      goal: '< 0.5 %',
      raw: { share }
    },
    {
      what: `the same: timers and frames that called back in the page in ${seconds}`,
      measured: String(called),
      floor: '–',
      ratio: '',
      goal: '0',
      raw: { called }
    }
  ]
}
