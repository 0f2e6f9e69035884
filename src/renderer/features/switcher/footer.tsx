import { useTranslations } from 'use-intl'
import { useKeymap } from '../../state/use-keymap.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './switcher.module.css'

/** What the keys do, and the signs that narrow the search. */
export function Footer() {
  const t = useTranslations('switcher')
  const keymap = useKeymap()
  return (
    <div className={styles['foot']}>
      <span className={styles['moves']}>
        <span className={styles['hint']}>
          <Kbd isRaised>↑</Kbd>
          <Kbd isRaised>↓</Kbd>
          {t('browse')}
        </span>
        <span className={styles['hint']}>
          <Kbd isRaised>{keymap.name('Enter')}</Kbd>
          {t('open')}
        </span>
      </span>
      <span className={styles['hint']}>
        <Kbd isRaised>@</Kbd>
        {t('onlyPeople')}
      </span>
      <span className={styles['hint']}>
        <Kbd isRaised>#</Kbd>
        {t('onlyRooms')}
      </span>
      <span className={styles['hint']}>
        <Kbd isRaised>{'>'}</Kbd>
        {t('onlyActions')}
      </span>
    </div>
  )
}
