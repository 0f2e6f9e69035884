import { startTransition, useOptimistic, type CSSProperties } from 'react'
import styles from './slider.module.css'

interface SliderProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** A value in words. */
  readonly words: (value: number) => string
  /** Returns once the value is set, or was refused. */
  readonly onChange: (value: number) => Promise<void>
}

/** One of a row of numbers. It stays under the pointer while the value is being set. */
export function Slider({ label, value, min, max, words, onChange }: SliderProps) {
  const [shown, show] = useOptimistic(value)
  const change = (next: number) =>
    startTransition(async () => {
      show(next)
      await onChange(next)
    })
  const filled = { '--filled': (shown - min) / (max - min) } as CSSProperties
  return (
    <input
      type="range"
      className={styles['slider']}
      style={filled}
      min={min}
      max={max}
      value={shown}
      aria-label={label}
      aria-valuetext={words(shown)}
      onChange={(event) => change(event.target.valueAsNumber)}
    />
  )
}
