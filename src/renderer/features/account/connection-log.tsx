import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServices } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Dialog, DialogButtons } from '../../ui/dialog.tsx'
import styles from './connection-log.module.css'

/** The lines of the connection's log, newest at the end. They stand still while they are read: a button reads anew. */
export function ConnectionLog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('log')
  const actions = useTranslations('action')
  const { client, notices } = useServices()
  const box = useRef<HTMLPreElement>(null)
  const [lines, setLines] = useState<readonly string[] | null>(null)
  const read = useCallback(
    () =>
      void client.call('log.read', {}).then((answer) => {
        if (answer.ok) setLines(answer.value.lines)
      }),
    [client]
  )
  useEffect(() => {
    if (isOpen) read()
  }, [isOpen, read])
  useEffect(() => {
    const { current } = box
    if (current) current.scrollTop = current.scrollHeight
  }, [lines])
  const copy = () => {
    const isCopied = copyText((lines ?? []).join('\n'))
    notices.push(
      isCopied
        ? { tone: 'success', title: (words) => words('log.copied') }
        : { tone: 'error', title: (words) => words('log.notCopied') }
    )
  }
  return (
    <Dialog isWide isOpen={isOpen} title={t('title')} closeLabel={actions('close')} onClose={onClose}>
      <p className={styles['sub']}>{t('sub')}</p>
      {/* It scrolls, so the keyboard must be able to come here. */}
      <pre ref={box} className={styles['lines']} tabIndex={0} aria-label={t('title')}>
        {lines?.length === 0 ? t('empty') : lines?.join('\n')}
      </pre>
      <DialogButtons>
        <Button className={styles['reveal']} kind="ghost" onClick={() => void client.call('log.reveal', {})}>
          {t('reveal')}
        </Button>
        <Button onClick={read}>{t('refresh')}</Button>
        <Button onClick={copy}>{t('copy')}</Button>
      </DialogButtons>
    </Dialog>
  )
}
