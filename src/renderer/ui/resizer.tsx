import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import styles from './resizer.module.css'

/** Pixels that an arrow key moves it by, and with Shift. */
const STEP = 8
const LONG_STEP = 32

interface ResizerProps {
  readonly label: string
  /** The id of what it makes wider. */
  readonly controls: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
  /** Back to what is usual. */
  readonly onReset: () => void
}

/** The right edge of what stands at the left edge of the window, to pull at. */
export function Resizer({ label, controls, value, least, most, onChange, onReset }: ResizerProps) {
  /** How far from the edge it is held; null: it is not. */
  const [grip, setGrip] = useState<number | null>(null)
  const set = (wanted: number) => onChange(Math.min(Math.max(Math.round(wanted), least), most))
  const start = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setGrip(value - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LONG_STEP : STEP
    const wanted = { ArrowLeft: value - step, ArrowRight: value + step, Home: least, End: most }[event.key]
    if (event.key === 'Enter') onReset()
    else if (wanted !== undefined) set(wanted)
    else return
    event.preventDefault()
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      className={styles['resizer']}
      data-pulled={grip !== null || undefined}
      aria-label={label}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={start}
      onPointerMove={(event) => grip !== null && set(event.clientX + grip)}
      onPointerUp={() => setGrip(null)}
      onLostPointerCapture={() => setGrip(null)}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  )
}
