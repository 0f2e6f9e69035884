import type { History } from './history.ts'

/** Histories that went wrong once, as small as they could be made. Each is run by `npm test`. */
export const REGRESSIONS: readonly History[] = [
  {
    // What a server had lost by a restore was not sent again.
    seed: 255,
    rooms: 1,
    devices: [0, 1, 0, 1, 2],
    isStrict: false,
    operations: [
      { do: 'backup' },
      { do: 'type', device: 3, room: 2, count: 1 },
      { do: 'wait', ms: 1000 },
      { do: 'restore', down: 7367 }
    ]
  }
]

/** Histories that still go wrong: a test fails when one of them no longer does, and so belongs above. */
export const KNOWN_FAILURES: readonly { readonly history: History; readonly because: string }[] = []
