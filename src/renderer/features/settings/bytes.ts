const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A size as people read it in a language: three digits at most, in the largest unit of which there is one. */
export function bytesFor(locale: string, bytes: number): string {
  const last = UNITS.length - 1
  let size = bytes
  let unit = 0
  // What would be rounded to 1000 is 1 of the next.
  while (size >= 999.5 && unit < last) {
    size /= 1000
    unit += 1
  }
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && unit > 1 ? 1 : 0
  })
  return format.format(size)
}
