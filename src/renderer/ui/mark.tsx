import type { ComponentProps } from 'react'

/** The mark: a bubble with a bite, and the sun in it. Its two colours come from the class around it. */
export function Mark({ sun, bubble, ...svg }: ComponentProps<'svg'> & { sun: string; bubble: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" {...svg}>
      <path
        style={{ fill: bubble }}
        d="M50.46 43.968A22 22 0 0 1 32 54c-3.7 0-7.2-.9-10.3-2.5l-8.7 2.9a1.8 1.8 0 0 1-2.3-2.3l2.9-8.6A22 22 0 0 1 32 10a22 22 0 0 1 17.008 8.046 14 14 0 1 0 1.452 25.922Z"
      />
      <circle cx="44.5" cy="31.3" r="9" style={{ fill: sun }} />
    </svg>
  )
}
