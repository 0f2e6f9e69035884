import { CircleAlert } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useModel } from '../../state/app-context.tsx'
import { isSendKey } from '../../state/send-key.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { classes } from '../../ui/classes.ts'
import { isComposing } from '../../ui/is-composing.ts'
import styles from './message-editor.module.css'
import type { Editor } from './use-editing.ts'

/** The text of a message that has not left, as a field in its place. */
export function MessageEditor({ editor }: { editor: Editor }) {
  const t = useTranslations()
  const keymap = useKeymap()
  const { sendKey } = usePreferences()
  const field = useRef<HTMLTextAreaElement>(null)
  const editing = useModel((model) => model.editing)
  useEffect(() => {
    const { length } = field.current?.value ?? ''
    field.current?.focus()
    field.current?.setSelectionRange(length, length)
  }, [])
  if (!editing) return null
  const { text, problem } = editing
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return
    const isSaving = isSendKey(event, sendKey)
    if (!isSaving && event.key !== 'Escape') return
    event.preventDefault()
    if (isSaving) void editor.save()
    else editor.cancel()
  }
  const isTooLate = problem === 'not_changeable'
  const saving = keymap.caps(sendKey === 'enter' ? 'Enter' : 'Mod+Enter').join(' + ')
  const keys = { cancel: keymap.name('Escape'), save: saving }
  return (
    <div className={styles['editor']}>
      <textarea
        ref={field}
        className={classes(styles['field'], problem !== null && styles['wrong'])}
        rows={1}
        value={text}
        aria-label={t('message.editLabel')}
        aria-invalid={problem !== null || undefined}
        onChange={(event) => editor.type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {problem !== null && (
        <p className={styles['problem']}>
          <CircleAlert size={14} strokeWidth={2} aria-hidden="true" />
          <span>{t(`changeProblems.${keyOfCode(en.changeProblems, problem)}`)}</span>
        </p>
      )}
      <p className={styles['hint']}>
        {!isTooLate && <span>{t.rich('message.editHint', { ...keys, b: key })}</span>}
        <span className={styles['ways']}>
          {isTooLate ? (
            <button type="button" className={styles['first']} onClick={editor.copy}>
              {t('message.copy')}
            </button>
          ) : (
            <button type="button" className={styles['first']} onClick={() => void editor.save()}>
              {t('message.save')}
            </button>
          )}
          <button type="button" onClick={editor.cancel}>
            {t('action.cancel')}
          </button>
        </span>
      </p>
    </div>
  )
}

function key(words: ReactNode): ReactNode {
  return <b>{words}</b>
}
