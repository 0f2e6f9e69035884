import type { Range } from '../../shared/model/copy.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Hole } from './next-hole.ts'

/** Milliseconds that somebody waits for what they look at. */
const PATIENCE = 5000
/** Whoever scrolls past more than this does not look at what came first any more. */
const MOST = 8

/** Ranges that the person looks at, the newest wish first. */
export interface Wishes {
  /** True once all of it is here; false when it is not known when that will be. It stays a wish all the same. */
  add(hole: Hole): Promise<boolean>
  /** What is to be fetched for the newest wish that is not fulfilled. */
  next(): Hole | null
  /** Nothing of a stream can be had. */
  forget(stream: string): void
  /** Nothing comes for now: nobody needs to wait. */
  release(): void
}

interface Wish extends Hole {
  /** Only the first answer counts. */
  readonly answer: (isHere: boolean) => void
}

export function createWishes({ store, clock }: { store: AccountStore; clock: Clock }): Wishes {
  let wishes: readonly Wish[] = []
  const keep = (isKept: (wish: Wish, index: number) => boolean, isHere: boolean): void => {
    const all = wishes
    wishes = all.filter(isKept)
    for (const wish of all) if (!wishes.includes(wish)) wish.answer(isHere)
  }
  const missingOf = ({ stream, range }: Hole): Range | null => store.missing.newestIn(stream, range)
  return {
    add(hole) {
      return new Promise((resolve) => {
        const stop = clock.after(PATIENCE, () => resolve(false))
        const answer = (isHere: boolean): void => {
          stop()
          resolve(isHere)
        }
        wishes = [{ ...hole, answer }, ...wishes]
        keep((_, index) => index < MOST, false)
      })
    },
    next() {
      keep((wish) => missingOf(wish) !== null, true)
      const wish = wishes[0]
      const range = wish && missingOf(wish)
      return wish && range ? { stream: wish.stream, range } : null
    },
    forget: (stream) => keep((wish) => wish.stream !== stream, false),
    release: () => wishes.forEach(({ answer }) => answer(false))
  }
}
