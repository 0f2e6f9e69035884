import { expect, type Page } from '@playwright/test'
import type { RunningApp } from './app.ts'

/** What the window manager knows of the window. */
export interface WindowState {
  readonly isVisible: boolean
  readonly isMinimised: boolean
  readonly isFocused: boolean
}

export function windowState({ electron }: RunningApp): Promise<WindowState> {
  return electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    return {
      isVisible: window?.isVisible() ?? false,
      isMinimised: window?.isMinimized() ?? false,
      isFocused: window?.isFocused() ?? false
    }
  })
}

/** Closes the window as its frame's button does. */
export function closeWindow({ electron }: RunningApp): Promise<void> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
}

/** Takes the focus from the window, which stays where it is. */
export async function lookAway(app: RunningApp): Promise<void> {
  await beHonestAboutFocus(app.page)
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
  await expectFocus(app, false)
}

/** Brings the window to the front. */
export async function lookAt(app: RunningApp): Promise<void> {
  await beHonestAboutFocus(app.page)
  await app.electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.show()
    window?.focus()
  })
  await expectFocus(app, true)
}

async function expectFocus(app: RunningApp, isFocused: boolean): Promise<void> {
  await expect.poll(async () => (await windowState(app)).isFocused).toBe(isFocused)
  await expect.poll(() => app.page.evaluate(() => document.hasFocus())).toBe(isFocused)
}

/** The driver makes every page believe that it has the focus, until it is told not to. */
async function beHonestAboutFocus(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  await session.detach()
}
