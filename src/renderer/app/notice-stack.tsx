import { Check, CircleAlert, Info, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useModel, useServices } from '../state/app-context.tsx'
import type { Notice } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { isModalOpen } from '../ui/is-modal-open.ts'
import { useFocusHome } from '../ui/use-focus-home.ts'
import { useIsLookedAt } from '../ui/use-is-looked-at.ts'
import styles from './notice-stack.module.css'

/** Milliseconds. */
const SHOWN_FOR = 5_000
const icons = { success: Check, info: Info, error: CircleAlert }

/** The notices over the composer, newest at the bottom. The focus of one that is closed goes home. */
export function NoticeStack({ onFocusHome }: { onFocusHome: () => void }) {
  const t = useTranslations('toasts')
  const notices = useModel((model) => model.notices)
  const focusHome = useFocusHome(onFocusHome)
  return (
    <div className={styles['stack']} role="region" aria-label={t('label')} {...focusHome}>
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
  const dismiss = () => notices.dismiss(notice.id)
  useLeave(notice, isHeld)
  const Icon = icons[notice.tone]
  return (
    <div
      className={styles['card']}
      data-notice
      data-tone={notice.tone}
      role={notice.tone === 'error' ? 'alert' : 'status'}
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
            dismiss()
            notice.action?.run()
          }}
        >
          {notice.action.label(t)}
        </Button>
      )}
      <IconButton size={28} label={t('action.close')} className={styles['close']} onClick={dismiss}>
        <X size={17} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** Success and news leave by themselves, unless somebody is at them, or looks at something else or not at all. */
function useLeave(notice: Notice, isHeld: boolean): void {
  const { notices } = useServices()
  const isWatched = useIsLookedAt()
  const isLeaving = notice.tone !== 'error' && notice.stays !== true && !isHeld && isWatched
  useEffect(() => {
    if (!isLeaving) return undefined
    const timer = setInterval(() => isModalOpen() || notices.dismiss(notice.id), SHOWN_FOR)
    return () => clearInterval(timer)
  }, [isLeaving, notices, notice.id])
}
