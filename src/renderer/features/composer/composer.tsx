import { SendHorizontal, Smile } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { ChangeEvent, KeyboardEvent, MouseEvent, RefObject, SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { isSendKey } from '../../state/send-key.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { isComposing } from '../../ui/is-composing.ts'
import styles from './composer.module.css'
import { shownCount } from './counter.ts'
import { insertText } from './edit-field.ts'
import { createEmojiMemory } from './emoji/emoji-memory.ts'
import { EmojiPicker } from './emoji/emoji-picker.tsx'
import { optionId, ShortcodeList } from './shortcode-list.tsx'
import { Strip } from './strip.tsx'
import { useCleanInput } from './use-clean-input.ts'
import { usePicker } from './use-picker.ts'
import { useSending } from './use-sending.ts'
import { useShortcodes } from './use-shortcodes.ts'

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onSent: () => void
}

function hasModifier({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey || shiftKey
}

/** Where messages are written. */
export function Composer({ field, onSent }: ComposerProps) {
  const t = useTranslations()
  const listId = useId()
  const pickerButton = useRef<HTMLButtonElement>(null)
  const [memory] = useState(() => createEmojiMemory(localStorage))
  const keymap = useKeymap()
  const { sendKey } = usePreferences()
  const { room, draft, setDraft, left, canSend, problem, send, changeLast } = useSending(onSent)
  const shortcodes = useShortcodes({ field, draft, memory })
  const picker = usePicker(field)
  const count = shownCount(left)
  const hasList = shortcodes.matches.length > 0
  useCleanInput(field)

  const onChange = (event: ChangeEvent<HTMLTextAreaElement>) => {
    setDraft(event.target.value)
    shortcodes.onInput(event)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || shortcodes.onKeyDown(event)) return
    if (event.key === 'ArrowUp' && draft === '' && !hasModifier(event) && changeLast()) event.preventDefault()
    if (!isSendKey(event, sendKey)) return
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

  const placeholder = t('composer.placeholder', { room: room.name })
  return (
    <form
      className={styles['composer']}
      aria-label={t('composer.label', { room: room.name })}
      onSubmit={onSubmit}
    >
      <div className={styles['frame']}>
        <div className={styles['box']} onClick={focusField}>
          <textarea
            ref={field}
            className={styles['field']}
            rows={1}
            value={draft}
            aria-label={t('composer.label', { room: room.name })}
            aria-haspopup="listbox"
            aria-controls={hasList ? listId : undefined}
            aria-activedescendant={hasList ? optionId(listId, shortcodes.active) : undefined}
            placeholder={placeholder}
            onChange={onChange}
            onKeyDown={onKeyDown}
            onSelect={shortcodes.onSelect}
            onCompositionEnd={shortcodes.onCompositionEnd}
            onBlur={shortcodes.onBlur}
          />
          <span className={styles['placeholder']} aria-hidden="true">
            {placeholder}
          </span>
          {count !== null && (
            <span className={classes(styles['count'], left < 0 && styles['over'])}>
              <span aria-hidden="true">{count}</span>
              <Hidden>
                {left < 0 ? t('composer.tooLong', { count: -left }) : t('composer.left', { count: left })}
              </Hidden>
            </span>
          )}
          <IconButton
            ref={pickerButton}
            size={36}
            label={t('emoji.title')}
            shortcut={keymap.text('emoji')}
            aria-haspopup="dialog"
            aria-expanded={picker.isOpen}
            className={classes(picker.isOpen && styles['open'])}
            onClick={picker.toggle}
          >
            <Smile size={20} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
          <IconButton
            type="submit"
            size={36}
            label={t('composer.send')}
            aria-disabled={!canSend}
            className={classes(styles['send'], canSend && styles['ready'])}
          >
            <SendHorizontal size={19} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        </div>
        {hasList && (
          <ShortcodeList
            id={listId}
            matches={shortcodes.matches}
            active={shortcodes.active}
            tone={memory.read().tone}
            onMark={shortcodes.mark}
            onChoose={shortcodes.choose}
          />
        )}
        {picker.isOpen && (
          <EmojiPicker
            memory={memory}
            button={pickerButton}
            onInsert={(text) => field.current && insertText(field.current, text)}
            onClose={picker.close}
          />
        )}
      </div>
      <Strip problem={problem} />
    </form>
  )
}
