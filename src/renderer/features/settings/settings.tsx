import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import type { SettingsPage } from '../../state/navigation.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import { isModalOpen } from '../../ui/is-modal-open.ts'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import { useMedia } from '../../ui/use-media.ts'
import { AboutPage } from './about-page.tsx'
import { AccountPage } from './account-page.tsx'
import { AppearancePage } from './appearance-page.tsx'
import { LanguagePage } from './language-page.tsx'
import { NotificationsPage } from './notifications-page.tsx'
import { OwnFoot } from './own-foot.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { SettingsNav } from './settings-nav.tsx'
import styles from './settings.module.css'
import { ShortcutsPage } from './shortcuts-page.tsx'
import { StoragePage } from './storage-page.tsx'

interface SettingsProps {
  readonly page: SettingsPage
  /** Messages as they look with the settings. */
  readonly preview: ReactNode
  readonly onSignOut: () => void
}

/** All that can be set, a page at a time, over the whole window. */
export function Settings({ page, preview, onSignOut }: SettingsProps) {
  const t = useTranslations('settings')
  const actions = useTranslations('action')
  const { navigation } = useServices()
  const keymap = useKeymap()
  const nav = useRef<HTMLElement>(null)
  const content = useRef<HTMLElement>(null)
  useEscape(navigation.closeSettings)
  // Seven names side by side need as much.
  const hasMenu = useMedia('(width < 640px)')
  const focusPage = () => nav.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  const focusHome = useFocusHome(focusPage)
  useEffect(focusPage, [])
  useEffect(() => content.current?.scrollTo(0, 0), [page])
  return (
    <div className={styles['settings']} tabIndex={-1}>
      <nav ref={nav} className={styles['nav']} aria-label={t('title')} {...focusHome}>
        <div className={styles['head']}>
          <IconButton label={actions('back')} onClick={navigation.closeSettings}>
            <ArrowLeft size={18} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
          {t('title')}
          {hasMenu && <SettingsMenu page={page} onOpen={navigation.openSettings} />}
        </div>
        {!hasMenu && <SettingsNav page={page} onOpen={navigation.openSettings} />}
        <OwnFoot />
      </nav>
      <main ref={content} className={styles['content']} aria-labelledby="settings-page">
        <div className={styles['column']}>
          <h1 id="settings-page" tabIndex={-1} className={styles['title']}>
            {t(`pages.${page}`)}
          </h1>
          {pageOf(page, preview, onSignOut)}
        </div>
      </main>
      <div className={styles['close']}>
        <IconButton label={t('close')} className={styles['cross']} onClick={navigation.closeSettings}>
          <X size={17} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <span className={styles['key']} aria-hidden="true">
          {keymap.name('Escape')}
        </span>
      </div>
    </div>
  )
}

function pageOf(page: SettingsPage, preview: ReactNode, onSignOut: () => void): ReactNode {
  switch (page) {
    case 'account':
      return <AccountPage onSignOut={onSignOut} />
    case 'notifications':
      return <NotificationsPage />
    case 'appearance':
      return <AppearancePage preview={preview} />
    case 'language':
      return <LanguagePage />
    case 'shortcuts':
      return <ShortcutsPage />
    case 'storage':
      return <StoragePage />
    case 'about':
      return <AboutPage />
  }
}

/** Also when the focus is nowhere; what lies over the settings, and what is being done in them, comes first. */
function useEscape(close: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isHere = event.target === document.body || isInRoot(event.target)
    if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented || !isHere || isModalOpen())
      return
    event.preventDefault()
    close()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function isInRoot(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('#root') !== null
}
