import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { copyText } from '../../../ui/copy-text.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { useInnerTabIndex } from '../tab-order.ts'
import styles from './markup.module.css'
import { useColours } from './use-colours.ts'

const COPIED_FOR = 2_000

interface CodeBlockProps {
  readonly language: string | null
  readonly text: string
}

/** Code between fences. */
export function CodeBlock({ language, text }: CodeBlockProps) {
  const runs = useColours(language, text)
  const tabIndex = useInnerTabIndex()
  return (
    <div className={styles['block']} dir="ltr">
      {language !== null && <div className={styles['language']}>{language}</div>}
      <pre className={styles['code']} tabIndex={tabIndex}>
        <code>
          {runs?.map(({ text: piece, colour }, index) => (
            // The pieces never move.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={colour ? styles[colour] : undefined}>
              {piece}
            </span>
          )) ?? text}
        </code>
      </pre>
      <CopyButton text={text} />
    </div>
  )
}

function CopyButton({ text }: { text: string }) {
  const t = useTranslations('markup')
  const tabIndex = useInnerTabIndex()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setIsCopied(false), COPIED_FOR)
    return () => clearTimeout(timer)
  }, [isCopied])
  const Icon = isCopied ? Check : Copy
  return (
    <IconButton
      className={styles['copy']}
      size={28}
      tabIndex={tabIndex}
      label={isCopied ? t('copied') : t('copy')}
      data-copied={isCopied || undefined}
      onClick={() => setIsCopied(copyText(text))}
    >
      <Icon size={16} strokeWidth={2} aria-hidden="true" />
    </IconButton>
  )
}
