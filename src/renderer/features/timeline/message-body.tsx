import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { classes } from '../../ui/classes.ts'
import { Markup } from './markup/markup.tsx'
import styles from './message-row.module.css'
import type { RowActions } from './row-actions.ts'
import { lineCount, MOST_LINES } from './row-height.ts'
import { useInnerTabIndex } from './tab-order.ts'

interface MessageBodyProps {
  readonly id: string
  readonly message: Message
  readonly isUnfolded: boolean
  readonly actions: RowActions
}

/** The words of a message; a long text is folded until the reader wants all of it. */
export function MessageBody({ id, message, isUnfolded, actions }: MessageBodyProps) {
  const t = useTranslations('list')
  const tabIndex = useInnerTabIndex()
  const isFolded = !isUnfolded && lineCount(message.body) > MOST_LINES
  return (
    <>
      <div id={id} className={classes(styles['text'], isFolded && styles['folded'])} dir="auto" data-body>
        <Markup text={message.body} />
      </div>
      {isFolded && (
        <button
          type="button"
          className={styles['unfold']}
          tabIndex={tabIndex}
          onClick={() => actions.unfold(message)}
        >
          {t('showMore')}
        </button>
      )}
    </>
  )
}
