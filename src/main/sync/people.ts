import type { People } from '../../shared/ipc/contract.ts'
import type { User } from '../../shared/model/user.ts'

/** Who came, some of whom may have been there, and the numbers of who went, some of whom may not. */
export interface Comings {
  readonly joined: readonly User[]
  readonly left: readonly number[]
}

/** Who is online after some came and went, each once. */
export function changePeople({ online }: People, { joined, left }: Comings): People {
  const gone = new Set([...left, ...joined.map(({ id }) => id)])
  return { online: [...online.filter(({ id }) => !gone.has(id)), ...joined] }
}
