import type { AppState } from '../../src/shared/ipc/contract.ts'
import { expect } from './fixtures.ts'
import { dismiss, hush, reload } from './screens-moves.ts'
import { FULL_SIZE, type Stage } from './screens-stage.ts'
import type { Screen } from './screens-stage.ts'

const RAIL = 640
const DRAWER = 420
const HEIGHT = 720

/** The window around the room, in all its widths. */
export const SHELL: readonly Screen[] = [
  {
    name: '02a-account-menu',
    async open({ page, t }) {
      await page.getByRole('button', { name: t('account.menu') }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
    close: dismiss
  },
  {
    name: '02b-do-not-disturb',
    open: (stage) => stage.call('app.configure', { quiet: 'hour' }),
    close: (stage) => stage.call('app.configure', { quiet: 'off' })
  },
  { name: '02c-server-menu', open: openServerMenu, close: dismiss },
  {
    name: '02d-connection-log',
    async open(stage) {
      const { page, t } = stage
      await openServerMenu(stage)
      await page.getByRole('menuitem', { name: t('log.open') }).click()
      await expect(page.getByRole('dialog', { name: t('log.title') })).toBeVisible()
    },
    close: dismiss
  },
  {
    name: '02e-people',
    async open({ page, t }) {
      await page.getByRole('button', { name: t('nav.online', { count: 6 }), exact: true }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
    },
    close: dismiss
  },
  {
    name: '02f-person',
    async open({ page }) {
      await page.getByRole('navigation').getByText('Maëlle Le Goff').click()
      await expect(page.getByRole('dialog', { name: 'Maëlle Le Goff' })).toBeVisible()
    },
    close: dismiss
  },
  {
    name: '02g-limits-of-the-server',
    async open(stage) {
      await stage.pretend([{ phase: 'online' }])
      await stage.announce({ name: 'app.changed', value: await withLimits(stage) })
      await expect(stage.page.getByRole('dialog', { name: stage.t('limits.title') })).toBeVisible()
    },
    async close(stage) {
      await dismiss(stage)
      await stage.pretend(null)
      await reload(stage)
    }
  },
  {
    name: '08-quick-switcher',
    async open({ page }) {
      await page.keyboard.press('Control+K')
      await page.getByRole('combobox').fill('ca')
      await expect(page.getByRole('option').first()).toBeVisible()
    }
  },
  {
    name: '08a-quick-switcher-nothing',
    open: ({ page }) => page.getByRole('combobox').fill('sphaigne'),
    close: dismiss
  },
  {
    name: '10-narrow-rail',
    width: RAIL,
    open: (stage) => stage.resize({ width: RAIL, height: HEIGHT })
  },
  { name: '10a-rail-server-menu', width: RAIL, open: openServerMenu, close: dismiss },
  {
    name: '10b-narrow-drawer',
    width: DRAWER,
    async open(stage) {
      const { page, t } = stage
      await stage.resize({ width: DRAWER, height: HEIGHT })
      await page.getByRole('button', { name: t('nav.label') }).click()
      await expect(page.getByRole('dialog', { name: t('nav.label') })).toBeVisible()
    },
    async close(stage) {
      await dismiss(stage)
      await stage.resize(FULL_SIZE)
      await hush(stage)
    }
  }
]

async function openServerMenu({ page, t }: Stage): Promise<void> {
  await page.getByRole('button', { name: t('nav.serverMenu') }).click()
  await expect(page.getByRole('menu')).toBeVisible()
}

/** The state of the app as it is at a server that cannot do all. */
async function withLimits(stage: Stage): Promise<AppState> {
  const answer = await stage.call('app.state', {})
  if (!answer.ok || !answer.value.session) throw new Error('nobody is signed in')
  const { session } = answer.value
  const capabilities = {
    answers: false,
    numbers: false,
    history: 'none',
    readMarks: false,
    announcements: false
  } as const
  const server = { ...session.server, capabilities, isToBeExplained: true }
  return { ...answer.value, session: { ...session, server } }
}
