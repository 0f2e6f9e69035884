import { Search } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import { useKeymap } from '../../state/use-keymap.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { Tip } from '../../ui/tip.tsx'
import styles from './rooms.module.css'

/** It looks like a field; it opens the quick switcher, which has one. */
export function JumpField() {
  const t = useTranslations('nav')
  const { navigation } = useServices()
  const keys = useKeymap().text('switcher')
  return (
    <button
      type="button"
      className={styles['jump']}
      aria-haspopup="dialog"
      onClick={() => navigation.openSwitcher()}
    >
      <Search size={16} strokeWidth={2} aria-hidden="true" />
      <span className={styles['jumpText']}>{t('jump')}</span>
      {keys !== '' && <Kbd>{keys}</Kbd>}
    </button>
  )
}

/** The same for the rail. */
export function JumpTile() {
  const t = useTranslations('nav')
  const { navigation } = useServices()
  const keys = useKeymap().text('switcher')
  return (
    <Tip text={t('jump')} shortcut={keys} side="right" delay={300}>
      <button
        type="button"
        className={styles['action']}
        aria-label={t('jump')}
        aria-haspopup="dialog"
        onClick={() => navigation.openSwitcher()}
      >
        <Search size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </Tip>
  )
}
