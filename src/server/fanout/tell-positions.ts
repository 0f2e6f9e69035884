import type { ReadPosition } from '../../shared/protocol/down.ts'
import type { MovedPosition } from '../store/store.ts'
import type { Hub } from './hub.ts'

/** Tells everybody's devices how far they have read: once a turn, the newest of each room. */
export function tellPositions(hub: Pick<Hub, 'tellUser'>, moved: readonly MovedPosition[]): void {
  const positionsByUserId = new Map<number, Map<number, ReadPosition>>()
  for (const { userId, position } of moved) {
    const ofUser = positionsByUserId.get(userId) ?? new Map<number, ReadPosition>()
    positionsByUserId.set(userId, ofUser.set(position.roomId, position))
  }
  for (const [userId, ofUser] of positionsByUserId) {
    hub.tellUser(userId, { type: 'read-positions', positions: [...ofUser.values()] })
  }
}
