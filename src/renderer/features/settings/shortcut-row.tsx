import { RotateCcw } from 'lucide-react'
import { useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { SHORTCUTS, type Command } from '../../../shared/model/shortcuts.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ShownKeys } from './shown-keys.tsx'
import styles from './shortcuts-page.module.css'
import type { Assigning } from './use-assigning.ts'

interface ShortcutRowProps {
  readonly command: Command
  readonly assigning: Assigning
}

/** A command, its keys, and what changes them. */
export function ShortcutRow({ command, assigning }: ShortcutRowProps) {
  const t = useTranslations('shortcuts')
  const keymap = useKeymap()
  const noteId = useId()
  const change = useRef<HTMLButtonElement>(null)
  const name = t(`names.${command}`)
  const isListening = assigning.listening === command
  const refusal = assigning.refusal?.command === command ? assigning.refusal : null
  // What was pressed goes away under the press.
  const andStay = (act: () => void) => () => {
    change.current?.focus()
    act()
  }
  return (
    <li className={styles['row']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['control']}>
        <ShownKeys chords={[keymap.chords[command]]} />
        <Button
          ref={change}
          size="small"
          className={classes(isListening && styles['listening'])}
          aria-label={isListening ? `${t('press')} ${name}` : t('changeOf', { command: name })}
          aria-describedby={isListening || refusal ? noteId : undefined}
          onClick={() => (isListening ? assigning.stop() : assigning.listen(command))}
          onKeyDown={(event) => isListening && assigning.hear(event, command)}
          onBlur={() => isListening && assigning.stop()}
        >
          {t(isListening ? 'press' : 'change')}
        </Button>
        {keymap.chords[command] !== SHORTCUTS[command] && (
          <IconButton
            size={28}
            label={t('resetOf', { command: name })}
            onClick={andStay(() => assigning.reset(command))}
          >
            <RotateCcw size={16} strokeWidth={2} aria-hidden="true" />
          </IconButton>
        )}
      </span>
      {(isListening || refusal) && (
        <div className={styles['note']}>
          <span id={noteId} className={classes(refusal && styles['refused'])}>
            {refusal
              ? assigning.wordsOf(refusal)
              : t('pressHelp', { escape: keymap.name('Escape'), backspace: keymap.name('Backspace') })}
          </span>
          {refusal?.reason === 'taken' && (
            <span className={styles['choices']}>
              <Button size="small" onClick={andStay(assigning.useHere)}>
                {t('useHere')}
              </Button>
              <Button size="small" kind="ghost" onClick={andStay(assigning.stop)}>
                {t('keep')}
              </Button>
            </span>
          )}
        </div>
      )}
    </li>
  )
}
