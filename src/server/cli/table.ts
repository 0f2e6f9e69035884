/** Rows as aligned columns; what is empty to the right of the last one is left out. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
  return lines.map((line) => `${line}\n`).join('')
}

/** A moment in this computer's time zone, to the minute; a dash for none. */
export function moment(at: number | null): string {
  if (at === null) return '-'
  const date = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A moment for programs; null for none. */
export function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
