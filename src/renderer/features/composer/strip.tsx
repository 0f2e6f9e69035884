import { CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useModel } from '../../state/app-context.tsx'
import { isCutOff } from '../../state/link.ts'
import { unsentCount } from '../../state/selectors.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './composer.module.css'

/** Milliseconds. */
const WORTH_SAYING = 1_000

/** The line under the field: what waits, or what went wrong; the keys while one writes. */
export function Strip({ problem }: { problem: string | null }) {
  const t = useTranslations()
  const waiting = useModel(unsentCount)
  const { phase } = useLinkView()
  const isHeldUp = isCutOff(phase)
  const hasWaited = useIsLongerThan(waiting > 0, WORTH_SAYING)
  return (
    <div className={styles['strip']}>
      <span className={styles['state']}>
        {problem !== null ? (
          <span className={styles['problem']}>
            <CircleAlert size={13} strokeWidth={2} aria-hidden="true" />
            {problem}
          </span>
        ) : (
          waiting > 0 &&
          (isHeldUp || hasWaited) && (
            <>
              <Clock size={13} strokeWidth={2} aria-hidden="true" />
              {isHeldUp && (
                <span className={styles['full']}>
                  {t(phase === 'signed-out' ? 'outbox.afterSignIn' : 'outbox.count', { count: waiting })}
                </span>
              )}
              <span className={isHeldUp ? styles['short'] : undefined}>
                {t('outbox.short', { count: waiting })}
              </span>
            </>
          )
        )}
      </span>
      <Hint />
    </div>
  )
}

/** What Enter does, as the person has it. */
function Hint() {
  const t = useTranslations('composer')
  const keymap = useKeymap()
  const { sendKey } = usePreferences()
  const enter = keymap.name('Enter')
  const keys =
    sendKey === 'enter'
      ? { send: enter, line: keymap.caps('Shift+Enter').join(' + ') }
      : { send: keymap.caps('Mod+Enter').join(' + '), line: enter }
  return <span className={styles['hint']}>{t.rich('hint', { ...keys, b: key })}</span>
}

function key(words: ReactNode): ReactNode {
  return <b className={styles['key']}>{words}</b>
}
