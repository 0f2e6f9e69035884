import { PanelLeftOpen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useKeymap } from '../../state/use-keymap.ts'
import { Tip } from '../../ui/tip.tsx'
import styles from './rooms.module.css'

/** Makes the rail a sidebar again. */
export function ExpandButton({ onPress }: { onPress: () => void }) {
  const t = useTranslations('nav')
  const keymap = useKeymap()
  return (
    <Tip text={t('expand')} shortcut={keymap.text('sidebar')} side="right" delay={300}>
      <button type="button" className={styles['action']} aria-label={t('expand')} onClick={onPress}>
        <PanelLeftOpen size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </Tip>
  )
}
