import type { Page } from '@playwright/test'
import { createTranslator } from 'use-intl/core'
import { catalogues } from '../../src/renderer/i18n/catalogue.ts'
import type { en } from '../../src/renderer/i18n/en.ts'
import { CALL_CHANNEL, EVENT_CHANNEL } from '../../src/shared/ipc/bridge.ts'
import type {
  AnyEvent,
  CallName,
  CallParams,
  CallResult,
  ConnectionState,
  Language
} from '../../src/shared/ipc/contract.ts'
import type { LocalServer } from '../../src/shared/ipc/local-server.ts'
import type { LaunchOptions, RunningApp } from './app.ts'
import { expect } from './fixtures.ts'
import { startStagedServer, type StagedServer } from './screens-server.ts'

export type Theme = 'light' | 'dark'
export const THEMES: readonly Theme[] = ['light', 'dark']
export const LANGUAGES: readonly Language[] = ['fr', 'en']

export interface Size {
  readonly width: number
  readonly height: number
}
export const FULL_SIZE: Size = { width: 1280, height: 800 }

/** A running app before a server that says what the drawings show, and what a test does to both. */
export interface Stage {
  readonly app: RunningApp
  readonly page: Page
  readonly server: StagedServer
  readonly language: Language
  /** The words of the interface in the stage's language. */
  readonly t: ReturnType<typeof translator>
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N>>
  /** Announces to the page what main would, and returns once it has heard that. */
  announce(event: AnyEvent): Promise<void>
  /** Has the page believe what these say, whatever the theme is set to meanwhile; null: the truth again. */
  tell(events: readonly AnyEvent[] | null): Promise<void>
  /** Has a call answered so from now on; `never`: not at all. */
  answer<N extends CallName>(name: N, result: CallResult<N> | 'never'): Promise<void>
  /** Has every call answered by the app again. */
  answerTruly(): Promise<void>
  /** Has the page believe that this happened to the connection; null: the truth again. */
  pretend(states: readonly ConnectionState[] | null): Promise<void>
  /** Has the page believe that this is the server inside the app; null: the truth again. */
  pretendServer(server: LocalServer | null): Promise<void>
  wear(theme: Theme): Promise<void>
  resize(size: Size): Promise<void>
  /** Takes the pointer to where nothing is. */
  point(): Promise<void>
  /** Returns once nothing moves any more, but for what moves for ever. */
  settled(): Promise<void>
  close(): void
}

/** Something that people see, and the way there from the screen before it. */
export interface Screen {
  /** As among the drawings, where it is drawn. */
  readonly name: string
  /** Whether it is worth a picture in every size of the window. */
  readonly isEverySize?: boolean
  /** The width of the window that it is for, where there is but one. */
  readonly width?: number
  /** Whether it opens beside something, and is to be opened anew where the window has another size. */
  readonly isPlaced?: boolean
  /** Whether the pointer stays where opening it has led. */
  readonly isPointed?: boolean
  open(stage: Stage): Promise<unknown>
  /** Leads back to where the next one begins. */
  close?(stage: Stage): Promise<unknown>
}

/** The window's hours are those of the server's lines, wherever the test runs. */
const env = { TZ: 'UTC' }

export async function openStage(
  launch: (options?: LaunchOptions) => Promise<RunningApp>,
  language: Language
): Promise<Stage> {
  const [server, app] = await Promise.all([startStagedServer(), launch({ language, env })])
  const { electron, page } = app
  await standIn(app)
  let pretended: readonly ConnectionState[] = []
  let isServerPretended = false
  let told: readonly AnyEvent[] = []
  const stage: Stage = {
    app,
    page,
    server,
    language,
    t: translator(language),
    call: (name, params) => callFromPage(page, name, params),
    async announce(event) {
      const hearing = await page.evaluateHandle(hear, event.name)
      await electron.evaluate(
        ({ BrowserWindow }, [channel, sent]) => {
          for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channel, sent)
        },
        [EVENT_CHANNEL, event] as const
      )
      await hearing.evaluate(({ isHeard }) => isHeard)
    },
    async tell(events) {
      const truth = events ? null : await stage.call('app.state', {})
      told = truth?.ok ? [] : (events ?? [])
      for (const event of truth?.ok ? [{ name: 'app.changed', value: truth.value } as const] : told) {
        await stage.announce(event)
      }
    },
    answer: (name, result) =>
      electron.evaluate((_, fixed) => void standIns().set(...fixed), [name, result] as [string, unknown]),
    answerTruly: () => electron.evaluate(() => standIns().clear()),
    async pretend(states) {
      pretended = states ?? []
      const [truth] = states ? [] : [{ phase: 'online' } as const]
      for (const value of truth ? [truth] : pretended) {
        await stage.announce({ name: 'connection.changed', value })
      }
    },
    async pretendServer(server) {
      isServerPretended = server !== null
      const truth = await stage.call('app.state', {})
      if (!truth.ok) throw new Error(truth.code)
      const { localServer, session } = truth.value
      const isOnLocalServer = server !== null && server.origin === session?.server.origin
      const value = { ...truth.value, localServer: server ?? localServer, isOnLocalServer }
      await stage.announce({ name: 'app.changed', value })
    },
    async wear(theme) {
      const wanted = theme === 'dark'
      if (await page.evaluate(isDark, wanted)) return
      // With its settings, the app would tell the page how it is connected in truth.
      const isTrue = pretended.length === 0 && !isServerPretended && told.length === 0
      if (isTrue) await callFromPage(page, 'app.configure', { theme })
      else if (pretended.length > 0) await stage.pretend(pretended)
      await electron.evaluate(({ nativeTheme }, source) => void (nativeTheme.themeSource = source), theme)
      await page.waitForFunction(isDark, wanted)
      await settled(page)
    },
    async resize(size) {
      // The page alone, as a window manager takes its time.
      await page.setViewportSize(size)
      await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size)
      await settled(page)
    },
    async point() {
      const { x, y } = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight - 3 }))
      await page.mouse.move(x, y)
    },
    settled: () => settled(page),
    close: () => server.close()
  }
  await stage.call('app.configure', { language, motion: 'reduced', theme: 'light' })
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  return stage
}

/** In the page: waits, after the page itself, for what main announces by a name. */
function hear(name: string): { isHeard: Promise<void> } {
  return {
    isHeard: new Promise((resolve) => {
      const stop = window.causerie.subscribe((event) => {
        if (event.name !== name) return
        stop()
        resolve()
      })
    })
  }
}

/** In the page: whether its theme is the dark one, or is not. */
function isDark(wanted: boolean): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches === wanted
}

/** Waits for the next frames, and for what is animated to its end. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    const isFinite = ({ effect }: Animation): boolean => effect?.getComputedTiming().endTime !== Infinity
    const ends = document.getAnimations().filter(isFinite)
    await Promise.race([
      Promise.allSettled(ends.map(({ finished }) => finished)),
      new Promise((resolve) => setTimeout(resolve, 500))
    ])
    await frame()
  })
}

declare global {
  /** In the app's main process: what is answered in its stead. */
  function standIns(): Map<string, unknown>
}

/** Lets tests answer calls in the app's stead. */
function standIn({ electron }: RunningApp): Promise<void> {
  return electron.evaluate(({ ipcMain }, channel) => {
    type Handler = (event: Electron.IpcMainInvokeEvent, name: string, params: unknown) => unknown
    const { _invokeHandlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    const truly = _invokeHandlers.get(channel)
    if (!truly) throw new Error('nobody answers the page')
    const fixed = new Map<string, unknown>()
    // Electron answers with an error as soon as a promise that nobody can resolve any more is collected.
    const unanswered: unknown[] = []
    globalThis.standIns = () => fixed
    ipcMain.removeHandler(channel)
    ipcMain.handle(channel, (event, name: string, params: unknown) => {
      if (!fixed.has(name)) return truly(event, name, params)
      const result = fixed.get(name)
      return result === 'never' ? new Promise((resolve) => unanswered.push(resolve)) : result
    })
  }, CALL_CHANNEL)
}

function callFromPage<N extends CallName>(
  page: Page,
  name: N,
  params: CallParams<N>
): Promise<CallResult<N>> {
  const sent = [name, params] as [string, unknown]
  return page.evaluate(([called, given]) => window.causerie.call(called, given), sent) as Promise<
    CallResult<N>
  >
}

function translator(language: Language) {
  return createTranslator({ locale: language, messages: catalogues[language] as typeof en })
}
