import type { People as Online } from '../../shared/ipc/contract.ts'
import type { User } from '../../shared/model/user.ts'

/** Who came, some of whom may have been there, and the numbers of who went, some of whom may not. */
export interface Comings {
  readonly joined: readonly User[]
  readonly left: readonly number[]
}

/** Who is online, as the server said last. */
export interface People {
  readonly now: Online
  set(online: Online): void
  change(comings: Comings): void
}

export function createPeople(onChange: (online: Online) => void): People {
  let now: Online = { online: [] }
  const set = (online: Online): void => {
    now = online
    onChange(now)
  }
  return {
    get now() {
      return now
    },
    set,
    change: (comings) => set(changePeople(now, comings))
  }
}

/** Who is online after some came and went, each once. */
export function changePeople({ online }: Online, { joined, left }: Comings): Online {
  const gone = new Set([...left, ...joined.map(({ id }) => id)])
  return { online: [...online.filter(({ id }) => !gone.has(id)), ...joined] }
}
