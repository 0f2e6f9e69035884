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
  const { client } = useServices()
  const quiet = useQuiet()
  const { general, personal } = useModel((model) => model.unreadNotifications)
  const themes = useThemes()
  const languageChoices = useLanguages()
  const pages = usePages()
  const markAll = action('mark-all', {
    label: t('switcher.markAll'),
    icon: CheckCheck,
    run: () => void client.call('notifications.markAllRead', {})
  })
  return [
    action('quiet', {
      label: t(quiet.isOn ? 'switcher.quietOff' : 'switcher.quietOn'),
      icon: MoonStar,
      command: 'quiet',
      run: run.quiet
    }),
    action('centre', { label: t('centre.title'), icon: Bell, command: 'centre', run: run.centre }),
    ...(general + personal > 0 ? [markAll] : []),
    action('sidebar', {
      label: t('switcher.sidebar'),
      icon: PanelLeft,
      command: 'sidebar',
      run: run.sidebar
    }),
    ...themes,
    ...languageChoices,
    ...pages,
    action('sign-out', { label: t('account.signOut'), icon: LogOut, run: onSignOut }),
    action('quit', {
      label: t('account.quit'),
      icon: Power,
      run: () => void client.call('app.quit', { force: false })
    })
  ]
}

function useThemes(): readonly Entry[] {
  const t = useTranslations()
  const configure = useConfigure()
  const { theme } = usePreferences()
  const others = (['system', 'light', 'dark'] as const).filter((value) => value !== theme)
  return others.map((value) =>
    action(`theme-${value}`, {
      label: t('switcher.theme', { theme: t(`settingsAppearance.${value}`) }),
      icon: THEME_ICONS[value],
      run: () => void configure({ theme: value })
    })
  )
}

function useLanguages(): readonly Entry[] {
  const t = useTranslations('switcher')
  const configure = useConfigure()
  const language = useModel((model) => model.app?.language)
  const others = languages.filter(({ value }) => value !== language)
  return others.map(({ value, label }) =>
    action(`language-${value}`, {
      label: t('language', { language: label }),
      icon: Languages,
      run: () => void configure({ language: value })
    })
  )
}

function usePages(): readonly Entry[] {
  const t = useTranslations()
  const { navigation } = useServices()
  return SETTINGS_PAGES.map((page) =>
    action(`settings-${page}`, {
      label: t('switcher.settings', { page: t(`settings.pages.${page}`) }),
      icon: PAGE_ICONS[page],
      ...(page === 'account' && { command: 'settings' }),
      ...(page === 'shortcuts' && { command: 'shortcuts' }),
      run: () => navigation.openSettings(page)
    })
  )
}

function action(id: string, entry: Omit<Entry, 'id' | 'kind'>): Entry {
  return { id: `action:${id}`, kind: 'action', ...entry }
}
