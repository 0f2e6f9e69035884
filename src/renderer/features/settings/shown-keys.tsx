import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import { useKeymap } from '../../state/use-keymap.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './shortcuts-page.module.css'

/** The caps of one chord, or of several that do the same or the opposite; words where there is none. */
export function ShownKeys({ chords }: { chords: readonly string[] }) {
  const t = useTranslations('shortcuts')
  const keymap = useKeymap()
  const shown = chords.filter((chord) => chord !== '')
  if (shown.length === 0) return <span className={styles['none']}>{t('noKey')}</span>
  return (
    <span className={styles['keys']}>
      {shown.map((chord, index) => (
        <Fragment key={chord}>
          {index > 0 && <span className={styles['or']}>{t('or')}</span>}
          {keymap.caps(chord).map((cap) => (
            <Kbd key={cap}>{cap}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
