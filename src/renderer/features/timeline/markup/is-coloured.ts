const MOST_LINES = 200
const MOST_BYTES = 20_000
/** The colours look at a line again and again: what no person writes on one line would hold up the page. */
const MOST_COLUMNS = 300

/** Whether code is short enough to be coloured within a moment. */
export function isColoured(text: string): boolean {
  const lines = text.split('\n')
  if (lines.length > MOST_LINES || lines.some(({ length }) => length > MOST_COLUMNS)) return false
  return new TextEncoder().encode(text).length <= MOST_BYTES
}
