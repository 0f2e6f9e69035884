import type { ConnectionState } from '../../src/shared/ipc/contract.ts'
import { messages } from './app.ts'
import { expect } from './fixtures.ts'
import { field, reload } from './screens-moves.ts'
import type { Screen, Stage } from './screens-stage.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
const waiting = (seconds: number, failures: number, lostFor = HOUR): ConnectionState => {
  const now = Date.now()
  return { phase: 'waiting', retryAt: now + seconds * SECOND, lostAt: now - lostFor, failures }
}

/** What the window says of the connection, and of what could not be sent. */
export const CONNECTION: readonly Screen[] = [
  {
    name: '04b-reconnecting',
    open: (stage) => phase(stage, 'reconnecting', waiting(3, 1, 3 * SECOND))
  },
  {
    name: '04-offline-queued',
    isEverySize: true,
    async open(stage) {
      const { page, server, t } = stage
      server.answersSends = 'nothing'
      await phase(stage, 'offline', waiting(24, 5))
      for (const text of ['Je lance la collecte dès que le réseau revient.', 'Et je préviens Hugh.']) {
        await field(page).fill(text)
        await page.keyboard.press('Enter')
        await expect(messages(page, text).getByText(t('message.pending'))).toBeVisible()
      }
    }
  },
  {
    name: '04j-menu-of-what-waits',
    isPlaced: true,
    async open({ page, t }) {
      await messages(page, 'préviens Hugh').last().click({ button: 'right' })
      await expect(page.getByRole('menuitem', { name: t('message.takeBack') })).toBeVisible()
    },
    async close({ page }) {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
  },
  {
    name: '04h-changed-in-place',
    async open({ page, t }) {
      await messages(page, 'préviens Hugh').last().press('m')
      await page.getByRole('textbox', { name: t('message.editLabel') }).fill('Et je préviens Hugh et Nadia.')
    }
  },
  {
    name: '04i-changed-too-late',
    async open(stage) {
      const { page, t } = stage
      await stage.answer('messages.change', { ok: false, code: 'not_changeable' })
      await page.getByRole('textbox', { name: t('message.editLabel') }).press('Enter')
      await expect(page.getByText(t('changeProblems.not_changeable')).last()).toBeVisible()
    },
    async close(stage) {
      const { page, server, t } = stage
      await stage.answerTruly()
      await page.getByRole('textbox', { name: t('message.editLabel') }).press('Escape')
      server.answersSends = 'accepted'
      server.takeLate()
      await expect(messages(page).getByText(t('message.pending'))).toHaveCount(0)
    }
  },
  { name: '04c-signed-out', open: (stage) => phase(stage, 'signed-out', { phase: 'signed-out' }) },
  {
    name: '04d-sign-in-again',
    async open({ page, t }) {
      await page.getByRole('button', { name: t('banner.signIn') }).click()
      await expect(page.getByRole('heading', { name: t('again.title') })).toBeVisible()
    },
    close: ({ page, t }) => page.getByRole('button', { name: t('action.back') }).click()
  },
  { name: '04e-keyring-locked', open: (stage) => phase(stage, 'locked', { phase: 'locked' }) },
  { name: '04f-update-needed', open: (stage) => phase(stage, 'outdated', { phase: 'outdated' }) },
  {
    name: '04g-back-online',
    open: (stage) => phase(stage, 'back', waiting(24, 5), { phase: 'online' }),
    close: (stage) => stage.pretend(null)
  },
  {
    name: '17-loading',
    async open(stage) {
      await stage.answer('messages.page', 'never')
      await reload(stage)
      await expect(stage.page.locator('main [aria-busy=true]').first()).toBeVisible()
    }
  },
  {
    name: '17a-messages-not-loaded',
    async open(stage) {
      await stage.answer('messages.page', { ok: false, code: 'internal' })
      await reload(stage)
      await expect(stage.page.getByText(stage.t('list.failed'))).toBeVisible()
    }
  },
  {
    name: '17b-not-started',
    async open(stage) {
      await stage.answer('app.state', { ok: false, code: 'internal' })
      await stage.page.reload()
      await expect(stage.page.getByText(/./).first()).toBeVisible()
    },
    async close(stage) {
      await stage.answerTruly()
      await reload(stage)
    }
  }
]

/** Pretends something of the connection, and waits for its banner. */
async function phase(stage: Stage, shown: string, ...states: ConnectionState[]): Promise<void> {
  await stage.pretend(states)
  await expect(stage.page.locator(`[data-phase=${shown}]`).first()).toBeVisible()
}
