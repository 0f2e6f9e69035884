import { Check, CircleAlert, Info, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useModel, useServices } from '../state/app-context.tsx'
import type { Notice } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { isModalOpen, openModal } from '../ui/is-modal-open.ts'
import { useFocusHome } from '../ui/use-focus-home.ts'
import { useIsLookedAt } from '../ui/use-is-looked-at.ts'
import styles from './notice-stack.module.css'

/** Milliseconds. */
const SHOWN_FOR = 5_000
/** Whoever has been at it sees it go. */
const AT_LEAST = 1_000
const icons = { success: Check, info: Info, error: CircleAlert }

/** The notices over the composer, newest at the bottom. The focus of one that is closed goes home. */
export function NoticeStack({ onFocusHome }: { onFocusHome: () => void }) {
  const t = useTranslations('toasts')
  const notices = useModel((model) => model.notices)
  const focusHome = useFocusHome(() => {
    const modal = openModal()
    if (modal) modal.focus()
    else onFocusHome()
  })
  return (
    <div className={styles['stack']} data-over-dialogs role="region" aria-label={t('label')} {...focusHome}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice }: { notice: Notice }) {
  const t = useTranslations()
  const { notices } = useServices()
  const [isHeld, setIsHeld] = useState(false)
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = useCallback(() => setIsLeaving(true), [])
  useClock(notice.tone !== 'error' && notice.stays !== true && !isHeld, leave)
  const Icon = icons[notice.tone]
  return (
    <div
      className={styles['card']}
      data-notice
      data-tone={notice.tone}
      data-leaving={isLeaving || undefined}
      role={notice.tone === 'error' ? 'alert' : 'status'}
      onAnimationEnd={() => isLeaving && notices.dismiss(notice.id)}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={({ currentTarget }) => setIsHeld(currentTarget.matches(':focus-within'))}
      onFocus={() => setIsHeld(true)}
      onBlur={({ currentTarget }) => setIsHeld(currentTarget.matches(':hover'))}
    >
      <span className={styles['icon']}>
        <Icon size={18} strokeWidth={2} aria-hidden="true" />
      </span>
      <div className={styles['words']}>
        <div className={styles['title']}>{notice.title(t)}</div>
        {notice.text && <div className={styles['text']}>{notice.text(t)}</div>}
      </div>
      {notice.action && (
        <Button
          size="small"
          onClick={() => {
            leave()
            notice.action?.run()
          }}
        >
          {notice.action.label(t)}
        </Button>
      )}
      <IconButton size={28} label={t('action.close')} className={styles['close']} onClick={leave}>
        <X size={17} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** Success and news leave by themselves, but not while somebody is at them, or looks at something else or not at all. */
function useClock(runs: boolean, onEnd: () => void): void {
  const left = useRef(SHOWN_FOR)
  const isWatched = useIsLookedAt()
  const isRunning = runs && isWatched
  useEffect(() => {
    if (!isRunning) return undefined
    const since = performance.now()
    const end = () => {
      if (!isModalOpen()) return onEnd()
      timer = setTimeout(end, AT_LEAST)
    }
    let timer = setTimeout(end, left.current)
    return () => {
      clearTimeout(timer)
      left.current = Math.max(left.current - (performance.now() - since), AT_LEAST)
    }
  }, [isRunning, onEnd])
}
