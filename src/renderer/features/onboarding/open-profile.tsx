import { CircleAlert, FileJson } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import styles from './profile.module.css'

interface OpenProfileProps {
  readonly label: string
  readonly problem: string | null
  readonly onOpen: () => void
}

/** A quiet way to the file that an organisation has handed out. */
export function OpenProfile({ label, problem, onOpen }: OpenProfileProps) {
  return (
    <div className={styles['open']}>
      <Button kind="ghost" size="small" onClick={onOpen}>
        <FileJson size={16} strokeWidth={2} aria-hidden="true" />
        {label}
      </Button>
      {problem && (
        <p className={styles['problem']}>
          <CircleAlert size={14} strokeWidth={2} aria-hidden="true" />
          <span>{problem}</span>
        </p>
      )}
    </div>
  )
}
