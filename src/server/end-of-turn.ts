/** Calls back when what runs now has ended, before anything else is read or awaited. */
export type EndOfTurn = (step: () => void) => void

/** To be shared: a thousand clients who are told the same cost one tick of the event loop, not a thousand. */
export function createEndOfTurn(): EndOfTurn {
  let waiting: (() => void)[] = []

  function runAll(): void {
    const steps = waiting
    waiting = []
    for (const step of steps) step()
  }

  return (step) => {
    if (waiting.push(step) === 1) process.nextTick(runAll)
  }
}
