import { expect } from './fixtures.ts'
import type { Screen, Stage } from './screens-stage.ts'
import { dismiss, hush, reload } from './screens-moves.ts'

/** What opens over the room. */
export const OVERLAYS: readonly Screen[] = [
  {
    name: '06-notifications',
    isEverySize: true,
    async open(stage) {
      await openCentre(stage)
      await expect(centre(stage).getByRole('listitem').first()).toBeVisible()
    },
    close: closeCentre
  },
  {
    name: '06a-notifications-empty',
    async open(stage) {
      const value = { notifications: [], users: [], hasOlder: false }
      await stage.answer('notifications.page', { ok: true, value })
      await reload(stage)
      await openCentre(stage)
      await expect(centre(stage).getByText(stage.t('centre.emptyTitle'))).toBeVisible()
    },
    close: closeCentre
  },
  {
    name: '06c-notifications-loading',
    async open(stage) {
      await stage.answer('notifications.page', 'never')
      await reload(stage)
      await openCentre(stage)
      await expect(centre(stage).locator('[aria-busy=true] > *').first()).toBeVisible()
    },
    close: closeCentre
  },
  {
    name: '06d-notifications-error',
    async open(stage) {
      await stage.answer('notifications.page', { ok: false, code: 'internal' })
      await reload(stage)
      await openCentre(stage)
      await expect(centre(stage).getByText(stage.t('centre.failed'))).toBeVisible()
    },
    async close(stage) {
      await stage.answerTruly()
      await reload(stage)
    }
  },
  {
    name: '06e-announcement',
    async open(stage) {
      const { page, t } = stage
      await openCentre(stage)
      await centre(stage)
        .getByRole('button', { name: t('centre.new') })
        .click()
      await page.getByLabel(t('announce.titleLabel')).fill('Maintenance du serveur ce soir à 20 h')
      await page.getByLabel(t('announce.bodyLabel')).fill('Dix minutes d’arrêt au plus.')
    }
  },
  {
    name: '06f-announcement-confirm',
    async open({ page, t }) {
      await page.getByRole('button', { name: t('announce.next') }).click()
      await expect(page.getByRole('button', { name: t('announce.send') })).toBeVisible()
    },
    async close(stage) {
      await dismiss(stage)
      await closeCentre(stage)
    }
  },
  {
    name: '14-quit-question',
    async open(stage) {
      await stage.announce({ name: 'quit.asked', value: { unsent: 2 } })
      await expect(stage.page.getByRole('alertdialog')).toBeVisible()
    },
    close: dismiss
  },
  {
    name: '14a-alert',
    async open(stage) {
      const [title, body] = ['Tom Whitaker', 'Can you send me the raw files for chamber 2?']
      await stage.announce({
        name: 'alert.raised',
        value: { title, body, place: { kind: 'room', roomId: 1 } }
      })
      await expect(stage.page.getByText(body).last()).toBeVisible()
    },
    close: hush
  }
]

const centre = ({ page, t }: Stage) => page.getByRole('dialog', { name: t('centre.title'), exact: true })

async function openCentre(stage: Stage): Promise<void> {
  if (!(await centre(stage).isVisible())) await stage.page.keyboard.press('Control+Shift+A')
  await expect(centre(stage)).toBeVisible()
}

async function closeCentre(stage: Stage): Promise<void> {
  if (await centre(stage).isVisible()) await stage.page.keyboard.press('Control+Shift+A')
  await expect(centre(stage)).toBeHidden()
}
