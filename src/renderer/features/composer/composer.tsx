import { SendHorizontal } from 'lucide-react'
import type { KeyboardEvent, MouseEvent, RefObject, SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './composer.module.css'
import { shownCount } from './counter.ts'
import { Strip } from './strip.tsx'
import { useSending } from './use-sending.ts'

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onSent: () => void
}

/** Where messages are written. */
export function Composer({ field, onSent }: ComposerProps) {
  const t = useTranslations('composer')
  const { room, draft, setDraft, left, canSend, problem, send } = useSending(onSent)
  const count = shownCount(left)

  const onKeyDown = (event: KeyboardEvent) => {
    const { isComposing, keyCode } = event.nativeEvent
    // 229: the key belongs to an input method, also where isComposing has already ended.
    if (event.key !== 'Enter' || event.shiftKey || isComposing || keyCode === 229) return
    event.preventDefault()
    void send()
  }
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    field.current?.focus()
    void send()
  }
  const focusField = (event: MouseEvent) => {
    if (event.target === event.currentTarget) field.current?.focus()
  }

  return (
    <form className={styles['composer']} aria-label={t('label', { room: room.name })} onSubmit={onSubmit}>
      <div className={styles['box']} onClick={focusField}>
        <textarea
          ref={field}
          className={styles['field']}
          rows={1}
          value={draft}
          aria-label={t('label', { room: room.name })}
          placeholder={t('placeholder', { room: room.name })}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {count !== null && (
          <span className={classes(styles['count'], left < 0 && styles['over'])}>
            <span aria-hidden="true">{count}</span>
            <Hidden>{left < 0 ? t('tooLong', { count: -left }) : t('left', { count: left })}</Hidden>
          </span>
        )}
        <IconButton
          type="submit"
          size={36}
          label={t('send')}
          aria-disabled={!canSend}
          className={classes(styles['send'], canSend && styles['ready'])}
        >
          <SendHorizontal size={19} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </div>
      <Strip problem={problem} />
    </form>
  )
}
