import {
  Bell,
  CheckCheck,
  Languages,
  LogOut,
  Monitor,
  Moon,
  MoonStar,
  PanelLeft,
  Power,
  Sun
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { PAGE_ICONS } from '../features/settings/page-icons.ts'
import type { Entry } from '../features/switcher/entry.ts'
import { languages } from '../i18n/languages.ts'
import { useModel, useServices } from '../state/app-context.tsx'
import { SETTINGS_PAGES } from '../state/navigation.ts'
import { useConfigure, usePreferences } from '../state/use-preferences.ts'
import { useQuiet } from '../state/use-quiet.ts'
import type { WindowRuns } from './use-shortcuts.ts'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const
/** What can be done from the quick switcher, as it can be now: what is so already is not offered. */
export function useActions(run: WindowRuns, onSignOut: () => void): readonly Entry[] {
  const t = useTranslations()
  const { client, navigation } = useServices()
  const configure = useConfigure()
  const { theme } = usePreferences()
  const quiet = useQuiet()
  const language = useModel((model) => model.app?.language)
  const { general, personal } = useModel((model) => model.unreadNotifications)
  const action = (id: string, entry: Omit<Entry, 'id' | 'kind'>): Entry => ({
    id: `action:${id}`,
    kind: 'action',
    ...entry
  })

  const themes = (['system', 'light', 'dark'] as const)
    .filter((value) => value !== theme)
    .map((value) =>
      action(`theme-${value}`, {
        label: t('switcher.theme', { theme: t(`settingsAppearance.${value}`) }),
        icon: THEME_ICONS[value],
        run: () => void configure({ theme: value })
      })
    )
  const tongues = languages
    .filter(({ value }) => value !== language)
    .map(({ value, label }) =>
      action(`language-${value}`, {
        label: t('switcher.language', { language: label }),
        icon: Languages,
        run: () => void configure({ language: value })
      })
    )
  const pages = SETTINGS_PAGES.map((page) =>
    action(`settings-${page}`, {
      label: t('switcher.settings', { page: t(`settings.pages.${page}`) }),
      icon: PAGE_ICONS[page],
      ...(page === 'account' && { command: 'settings' }),
      ...(page === 'shortcuts' && { command: 'shortcuts' }),
      run: () => navigation.openSettings(page)
    })
  )
  return [
    action('quiet', {
      label: t(quiet.isOn ? 'switcher.quietOff' : 'switcher.quietOn'),
      icon: MoonStar,
      command: 'quiet',
      run: run.quiet
    }),
    action('centre', { label: t('centre.title'), icon: Bell, command: 'centre', run: run.centre }),
    ...(general + personal > 0
      ? [
          action('mark-all', {
            label: t('switcher.markAll'),
            icon: CheckCheck,
            run: () => void client.call('notifications.markAllRead', {})
          })
        ]
      : []),
    action('sidebar', {
      label: t('switcher.sidebar'),
      icon: PanelLeft,
      command: 'sidebar',
      run: run.sidebar
    }),
    ...themes,
    ...tongues,
    ...pages,
    action('sign-out', { label: t('account.signOut'), icon: LogOut, run: onSignOut }),
    action('quit', {
      label: t('account.quit'),
      icon: Power,
      run: () => void client.call('app.quit', { force: false })
    })
  ]
}
