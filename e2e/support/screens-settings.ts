import type { Locator } from '@playwright/test'
import { SETTINGS_PAGES, type SettingsPage } from '../../src/renderer/state/navigation.ts'
import type { LocalServer } from '../../src/shared/ipc/local-server.ts'
import { expect } from './fixtures.ts'
import { dismiss, hush } from './screens-moves.ts'
import { FULL_SIZE, type Screen, type Stage } from './screens-stage.ts'

/** A screen for each page of the settings, and for what each can come to. */
export const SETTINGS: readonly Screen[] = [
  ...SETTINGS_PAGES.map((name): Screen => ({
    name: `09-settings-${name}`,
    isEverySize: name === 'appearance',
    async open(stage) {
      await turnTo(stage, name)
      await expect(stage.page.locator('[aria-busy=true]')).toHaveCount(0)
    }
  })),
  {
    name: '09h-settings-own-server',
    isEverySize: true,
    async open(stage) {
      await stage.pretendServer(ownServer(stage, 'running'))
      await turnTo(stage, 'account')
      await seen(stage.page.getByRole('button', { name: stage.t('localServer.stop') }))
    }
  },
  {
    name: '09i-settings-own-server-failed',
    async open(stage) {
      await stage.pretendServer(ownServer(stage, 'failed'))
      await seen(stage.page.getByRole('button', { name: stage.t('localServer.log') }))
      await hush(stage)
    },
    close: (stage) => stage.pretendServer(null)
  },
  {
    name: '09a-settings-quiet-hours',
    async open(stage) {
      const { page, t } = stage
      await turnTo(stage, 'notifications')
      await page.getByRole('switch', { name: t('settingsNotifications.weekly') }).click()
      const last = page.getByLabel(t('settingsNotifications.to'), { exact: true })
      await last.evaluate((field) => field.scrollIntoView({ block: 'end' }))
      await seen(last)
    },
    close: ({ page, t }) => page.getByRole('switch', { name: t('settingsNotifications.weekly') }).click()
  },
  {
    name: '09b-settings-not-saved',
    async open(stage) {
      const { page, t } = stage
      await turnTo(stage, 'appearance')
      await stage.answer('app.configure', { ok: false, code: 'internal' })
      await page.getByRole('radio', { name: t('settingsAppearance.compact') }).click()
      await seen(page.getByText(t('account.notConfigured')))
      await stage.answerTruly()
    },
    close: hush
  },
  {
    name: '09c-settings-shortcut-taken',
    async open(stage) {
      const { page, t } = stage
      await turnTo(stage, 'shortcuts')
      const command = t('shortcuts.names.switcher')
      await page.getByRole('button', { name: t('shortcuts.changeOf', { command }) }).click()
      await page.keyboard.press('Control+Shift+A')
      await seen(page.getByRole('button', { name: t('shortcuts.useHere') }))
    },
    close: ({ page, t }) => page.getByRole('button', { name: t('shortcuts.keep') }).click()
  },
  {
    name: '09d-settings-loading',
    async open(stage) {
      await stage.answer('copy.measure', 'never')
      await turnTo(stage, 'storage')
      await seen(stage.page.locator('[aria-busy=true] [aria-hidden] > *'))
    }
  },
  {
    name: '09e-settings-not-read',
    async open(stage) {
      await stage.answer('copy.measure', { ok: false, code: 'internal' })
      await turnTo(stage, 'about')
      await turnTo(stage, 'storage')
      await seen(stage.page.getByText(stage.t('settings.failed')))
      await stage.answerTruly()
    }
  },
  {
    name: '09f-settings-offline',
    async open(stage) {
      await stage.pretend([
        { phase: 'waiting', retryAt: Date.now() + 60_000, lostAt: Date.now(), failures: 5 }
      ])
      await turnTo(stage, 'storage')
      await seen(stage.page.getByText(stage.t('settingsStorage.offline')))
    },
    close: (stage) => stage.pretend(null)
  },
  {
    name: '09g-settings-menu',
    width: 420,
    async open(stage) {
      const { page, t } = stage
      await stage.resize({ width: 420, height: 720 })
      await places(stage)
        .getByRole('button', { name: t('settings.pages.storage') })
        .click()
      await seen(page.getByRole('menuitemradio', { name: t('settings.pages.language') }))
    },
    async close(stage) {
      await dismiss(stage)
      await stage.page.keyboard.press('Escape')
      await expect(places(stage)).toHaveCount(0)
      await stage.resize(FULL_SIZE)
    }
  }
]

/** The server that the account is on, as if it ran inside the app. */
function ownServer({ server }: Stage, phase: 'running' | 'failed'): LocalServer {
  const folder = '/home/ines/.config/causerie/server'
  const problem = phase === 'failed' ? 'crashed' : null
  return { phase, origin: server.url, name: 'Labo Tourbe', folder, steps: [], problem }
}

const places = ({ page, t }: Stage): Locator => page.getByRole('navigation', { name: t('settings.title') })

/** Opens the settings where they are not yet. */
async function turnTo(stage: Stage, name: SettingsPage): Promise<void> {
  const { page, t } = stage
  const title = t(`settings.pages.${name}`)
  if ((await places(stage).count()) === 0) await page.keyboard.press('Control+,')
  await places(stage).getByRole('button', { name: title, exact: true }).click()
  await seen(page.getByRole('heading', { level: 1, name: title }))
}

async function seen(what: Locator): Promise<void> {
  await expect(what.first()).toBeVisible()
}
