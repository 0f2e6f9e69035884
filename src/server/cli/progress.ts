/** Where a person sees how far something is: nothing is written where nobody looks. */
interface Screen {
  readonly isTTY: boolean | undefined
  write(text: string): unknown
}

export interface Progress {
  show(share: number): void
  /** Takes it away again. */
  end(): void
}

const CLEAR_LINE = '\r\u001B[K'

export function createProgress(what: string, screen: Screen): Progress {
  let shown = ''
  return {
    show(share) {
      const line = `${what}: ${Math.floor(share * 100)} %`
      if (!screen.isTTY || line === shown) return
      shown = line
      screen.write(CLEAR_LINE + line)
    },
    end() {
      if (shown) screen.write(CLEAR_LINE)
      shown = ''
    }
  }
}
