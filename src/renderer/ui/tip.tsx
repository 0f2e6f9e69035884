import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import styles from './tip.module.css'

interface TipProps {
  readonly text: string
  readonly shortcut?: string
  readonly side?: 'top' | 'right' | 'bottom'
  readonly delay?: number
  /** The element that is explained. */
  readonly children: ReactElement
}

/** A tooltip: never the only place where something is said. */
export function Tip({ text, shortcut, side = 'top', delay = 500, children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger delay={delay} render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner className={styles['place']} side={side} sideOffset={6} collisionPadding={8}>
          <Tooltip.Popup className={styles['tip']}>
            {text}
            {shortcut && <span className={styles['shortcut']}>{shortcut}</span>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** Once one tooltip is open, its neighbours open at once. */
export const TipGroup = Tooltip.Provider
