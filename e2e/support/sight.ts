import { expect, type Locator, type Page } from '@playwright/test'
import type { Desktop } from './desktop.ts'
import type { ShownNotification } from './notification-service.ts'
import type { TrayItem } from './tray-item.ts'

/** The one notification that is on the screen outside of the window, once there is one. */
export async function visibleNotification({ notifications }: Desktop): Promise<ShownNotification> {
  await expect.poll(() => notifications?.visible().length).toBe(1)
  const [shown] = notifications?.visible() ?? []
  if (!shown) throw new Error('it has gone again')
  return shown
}

/** All notifications so far, as "title | body". */
export function told({ notifications }: Desktop): string[] {
  return (notifications?.shown ?? []).map(({ summary, body }) => `${summary} | ${body}`)
}

/** The app's icon, once it is in the tray. */
export async function visibleTrayItem({ tray }: Desktop): Promise<TrayItem> {
  await expect.poll(() => tray.item() !== null).toBe(true)
  const item = tray.item()
  if (!item) throw new Error('it has gone again')
  return item
}

export async function menuLabels(item: TrayItem): Promise<string[]> {
  return (await item.menu()).map(({ label }) => label)
}

/** What the page says over the composer. */
export function notice(page: Page, text: string): Locator {
  return page.getByRole('region', { name: 'Notices' }).getByRole('status').filter({ hasText: text })
}

/** The sidebar's word for a living connection. */
export function connected(page: Page): Locator {
  return page.getByText('Connected', { exact: true })
}

/** The button that turns do not disturb off; pressed while it is on. */
export function quietButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Do not disturb', exact: true })
}
