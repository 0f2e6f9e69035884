import { SETTINGS_PAGES } from '../../src/renderer/state/navigation.ts'
import { expect } from './fixtures.ts'
import type { Screen } from './screens-stage.ts'

/** A screen for each page of the settings. */
export const SETTINGS: readonly Screen[] = SETTINGS_PAGES.map((name, index): Screen => {
  const isLast = index === SETTINGS_PAGES.length - 1
  return {
    name: `09-settings-${name}`,
    isEverySize: name === 'appearance',
    async open({ page, t }) {
      const title = t(`settings.pages.${name}`)
      if (index === 0) await page.keyboard.press('Control+,')
      const places = page.getByRole('navigation', { name: t('settings.title') })
      await places.getByRole('button', { name: title, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    },
    async close({ page, t }) {
      if (!isLast) return
      await page.keyboard.press('Escape')
      await expect(page.getByRole('heading', { level: 1, name: t('settings.pages.about') })).toHaveCount(0)
    }
  }
})
