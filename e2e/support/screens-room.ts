import { messages } from './app.ts'
import { expect } from './fixtures.ts'
import { CONVERSATION, NOTICES } from './screens-cast.ts'
import { field, hush, reload } from './screens-moves.ts'
import type { Screen, Stage } from './screens-stage.ts'

/** Says what the main screen shows. */
export async function fillRoom(stage: Stage): Promise<void> {
  const { page, server } = stage
  CONVERSATION.forEach((line) => server.say(line))
  NOTICES.forEach((notice) => server.notify(notice))
  await expect(messages(page, 'validation des seuils')).toBeVisible()
  await hush(stage)
}

/** The room, and what is done in it. */
export const ROOM: readonly Screen[] = [
  { name: '12-empty-room', open: (stage) => hush(stage) },
  { name: '01-main', isEverySize: true, open: fillRoom },
  {
    name: '01a-hovered-message',
    isPointed: true,
    async open({ page }) {
      await messages(page, 'Chamber 2').hover()
      await expect(messages(page, 'Chamber 2').getByRole('toolbar')).toBeVisible()
    }
  },
  {
    name: '01b-focused-message',
    async open({ page }) {
      await field(page).focus()
      await page.keyboard.press('Shift+F6')
      await expect(messages(page, 'validation des seuils')).toBeFocused()
    },
    close: ({ page }) => field(page).focus()
  },
  {
    name: '01c-message-menu',
    isPlaced: true,
    async open({ page }) {
      await messages(page, 'Chamber 2').click({ button: 'right' })
      await expect(page.getByRole('menu')).toBeVisible()
    },
    close: escape
  },
  {
    name: '05-delete-confirm',
    async open({ page }) {
      await messages(page, 'deux sondes').press('Delete')
      await expect(page.getByRole('alertdialog')).toBeVisible()
    },
    close: escape
  },
  {
    name: '05b-delete-error-toast',
    async open(stage) {
      const { page, t } = stage
      await stage.answer('messages.delete', { ok: false, code: 'no_answer' })
      await messages(page, 'deux sondes').press('Delete')
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: t('delete.confirm') })
        .click()
      await expect(page.getByText(t('delete.failed')).last()).toBeVisible()
    },
    async close(stage) {
      await stage.answerTruly()
      await hush(stage)
    }
  },
  {
    name: '11-emoji-picker',
    async open({ page, t }) {
      await field(page).fill('Bravo à toute l’équipe ')
      await page.keyboard.press('Control+E')
      await expect(page.getByRole('combobox', { name: t('emoji.search') })).toBeFocused()
      await expect(page.getByRole('gridcell').first()).toBeVisible()
    }
  },
  {
    name: '11a-emoji-search',
    async open({ page, t }) {
      await page.getByRole('combobox', { name: t('emoji.search') }).fill('plant')
      await expect(page.getByRole('grid')).toBeVisible()
    },
    async close({ page }) {
      await page.keyboard.press('Escape')
      await expect(page.getByRole('combobox')).toHaveCount(0)
    }
  },
  {
    name: '01d-shortcodes',
    async open({ page }) {
      await field(page).fill('')
      await field(page).pressSequentially('Bravo :pou')
      await expect(page.getByRole('listbox')).toBeVisible()
    },
    close: ({ page }) => field(page).fill('')
  },
  {
    name: '01e-too-long',
    async open({ page }) {
      await field(page).fill('tourbe '.repeat(600))
      await page.keyboard.press('Enter')
    },
    close: ({ page }) => field(page).fill('')
  },
  {
    name: '01f-refused-message',
    async open({ page, server, t }) {
      server.answersSends = 'refused'
      await field(page).fill('Voici le plan des embases.')
      await page.keyboard.press('Enter')
      await expect(
        messages(page, 'plan des embases').getByRole('button', { name: t('action.retry') })
      ).toBeVisible()
    },
    async close({ page, server, t }) {
      await messages(page, 'plan des embases')
        .getByRole('button', { name: t('action.remove') })
        .click()
      await expect(messages(page, 'plan des embases')).toHaveCount(0)
      server.answersSends = 'accepted'
    }
  },
  {
    name: '01h-unread-from-here',
    async open({ page, t }) {
      await messages(page, 'Chamber 2').press('u')
      await expect(page.getByRole('separator', { name: t('list.unreadLine') })).toBeVisible()
    },
    async close({ page, t }) {
      await field(page).press('Escape')
      await expect(page.getByRole('separator', { name: t('list.unreadLine') })).toHaveCount(0)
    }
  },
  {
    name: '01g-not-confirmed',
    async open(stage) {
      const answer = await stage.call('messages.page', { roomId: 1, before: null })
      const [last] = answer.ok ? answer.value.messages.slice(-1) : []
      if (!last) throw new Error('there is no message')
      const upserted = [{ ...last, delivery: { state: 'unconfirmed' } } as const]
      const value = { roomId: 1, upserted, removed: [], users: [], reset: false }
      await stage.announce({ name: 'messages.changed', value })
      await expect(messages(stage.page).getByText(stage.t('message.unconfirmed'))).toBeVisible()
    },
    close: reload
  }
]

async function escape({ page }: Stage): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu').or(page.getByRole('alertdialog'))).toHaveCount(0)
}
