import { CircleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { NOTIFICATION_LIMITS } from '../../../shared/model/notification.ts'
import { codePointLength } from '../../../shared/model/text.ts'
import { useSession } from '../../state/app-context.tsx'
import { isLinked } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogButtons } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { NotificationIcon } from './notification-icon.tsx'
import { NotificationWords } from './notification-words.tsx'
import styles from './notifications.module.css'
import { useAnnouncement } from './use-announcement.ts'

/** Writing to everyone on the server, in two steps: the words, then how they go. */
export function AnnouncementDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('announce')
  const actions = useTranslations('action')
  const { server } = useSession()
  const isOnline = isLinked(useLinkView().phase)
  const [isConfirming, setIsConfirming] = useState(false)
  const close = () => {
    setIsConfirming(false)
    onClose()
  }
  const form = useRef<HTMLFormElement>(null)
  // Whoever presses twice must not send by it: the second step begins at the way back.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>(isConfirming ? '[data-back]' : 'textarea')?.focus()
  }, [isConfirming])
  const announcement = useAnnouncement({ onSent: close })
  const { title, body, problem } = announcement
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!isConfirming) setIsConfirming(announcement.check())
    else if (isOnline) void announcement.send()
  }
  return (
    <Dialog
      isOpen={isOpen}
      title={isConfirming ? t('confirmTitle') : t('title')}
      closeLabel={actions('close')}
      onClose={close}
    >
      <form ref={form} className={styles['form']} noValidate onSubmit={onSubmit}>
        {isConfirming ? (
          <p>{t('confirm', { server: server.name })}</p>
        ) : (
          <>
            <Field
              label={t('titleLabel')}
              value={title}
              maxLength={1000}
              onChange={(event) => announcement.set({ title: event.target.value })}
              hint={<Left of={title} limit={NOTIFICATION_LIMITS.title} />}
            />
            <TextArea
              label={t('bodyLabel')}
              value={body}
              rows={4}
              maxLength={10_000}
              onChange={(event) => announcement.set({ body: event.target.value })}
              isWrong={codePointLength(body.trim()) > NOTIFICATION_LIMITS.body}
              hint={<Left of={body} limit={NOTIFICATION_LIMITS.body} />}
            />
          </>
        )}
        {body.trim() !== '' && <Preview title={title.trim()} body={body.trim()} />}
        {!isOnline && <p className={styles['note']}>{t('offline')}</p>}
        {problem && (
          <p className={styles['problem']}>
            <CircleAlert size={16} strokeWidth={2} aria-hidden="true" />
            {problem}
          </p>
        )}
        <DialogButtons>
          {isConfirming ? (
            <Button data-back onClick={() => setIsConfirming(false)}>
              {actions('back')}
            </Button>
          ) : (
            (title || body) && (
              <Button kind="ghost" className={styles['discard']} onClick={announcement.discard}>
                {t('discard')}
              </Button>
            )
          )}
          <Button
            key={isConfirming ? 'send' : 'next'}
            type="submit"
            kind="primary"
            aria-disabled={(isConfirming && !isOnline) || undefined}
            isBusy={announcement.isBusy}
            {...(isConfirming ? { busyLabel: t('sending') } : {})}
          >
            {isConfirming ? t('send') : t('next')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

/** How it will look in the centre of those who get it. */
function Preview({ title, body }: { title: string; body: string }) {
  const t = useTranslations('announce')
  const { user } = useSession()
  const [sentAt] = useState(() => Date.now())
  const notification = { kind: 'general', title, body, senderId: user.id, sentAt } as const
  return (
    <div className={styles['preview']} role="group" aria-label={t('preview')}>
      <NotificationIcon {...notification} />
      <span className={styles['words']}>
        <NotificationWords notification={notification} isOpen />
      </span>
    </div>
  )
}

/** How much room is left, in the characters that people count. */
function Left({ of: text, limit }: { of: string; limit: number }) {
  const t = useTranslations('announce')
  const left = limit - codePointLength(text.trim())
  return left < 0 ? (
    <span className={styles['over']}>{t('over', { count: -left })}</span>
  ) : (
    <span>{t('left', { count: left })}</span>
  )
}
