/** One piece of work after the other, in the order in which they were asked for; one that fails holds up nobody. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

export function createTurns(): InTurn {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const own = before.then(work, work)
    before = own
    return own
  }
}
