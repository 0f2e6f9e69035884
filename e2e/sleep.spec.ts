import { messages, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { openFreezingLine } from './support/freezing-line.ts'
import { startLoginService } from './support/login-service.ts'
import { addInes, addTom, enter } from './support/people.ts'

/** What the page shows. Chromium ends the connections of whoever drives it when the computer goes to sleep. */
function textOf({ electron }: RunningApp): Promise<unknown> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')
  )
}

test('a computer that wakes finds its dead line out and has at once what it missed', async ({
  companion,
  openDesktop,
  launch
}) => {
  const [ines, tom] = [await addInes(companion), await addTom(companion)]
  const desktop = await openDesktop()
  const login = await startLoginService(desktop.env['DBUS_SYSTEM_BUS_ADDRESS'] ?? '')
  const line = await openFreezingLine(companion.url)
  const app = await launch({ env: desktop.env })
  await signIn(app, { ...companion, url: line.url }, ines)
  const his = await enter(companion, tom)
  his.write('before')
  await expect(messages(app.page, 'before')).toHaveCount(1)

  login.sleep()
  line.freeze()
  his.write('while it slept')
  login.wake()
  // Its heartbeat alone would take 40 s to miss the server.
  await expect.poll(() => textOf(app), { timeout: 20_000 }).toContain('while it slept')
  login.close()
  line.close()
})
