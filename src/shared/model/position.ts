/**
 * How far a room is read, between this device and its server. The server's order decides between devices; what it said
 * before it heard of this one's own move does not undo that move.
 */
export interface Position {
  /** Ordinal of the last message that was read here; 0: none. */
  readonly readN: number
  /** What the server said last; null: it has said nothing yet. */
  readonly serverN: number | null
  /** The person wants to go back to `readN`, and the server has not heard it yet. */
  readonly isBack: boolean
}

/** What the server is asked for. Without `back` it only ever goes forward. */
export interface Move {
  readonly n: number
  readonly back: boolean
}

/** Where a room begins that the server says nothing of. */
export function positionAt(n: number): Position {
  return { readN: n, serverN: null, isBack: false }
}

/** What somebody had before their eyes is read; that never goes back. */
export function advanced(position: Position, n: number): Position {
  if (n <= position.readN) return position
  return { ...position, readN: n, isBack: position.isBack && n < (position.serverN ?? 0) }
}

/** The person wants what comes after `n` to be unread, whether it was read or not. */
export function movedTo(position: Position, n: number): Position {
  return n < position.readN ? { ...position, readN: n, isBack: true } : advanced(position, n)
}

/** The copy ends before what was read of it: its history is another one, and what comes next in it is not read yet. */
export function cutAt(position: Position, n: number): Position {
  if (position.readN <= n) return position
  const { serverN } = position
  return { readN: n, serverN: serverN === null ? null : Math.min(serverN, n), isBack: false }
}

/** Whether what the server says is, or comes after, its answer to a move. */
export function isAnswered(move: Move, serverN: number): boolean {
  return move.back ? serverN === move.n : serverN >= move.n
}

/** The server says where the room stands; `onItsWay`: the move of this device that it has not answered on this link. */
export function heard(position: Position, serverN: number, onItsWay: Move | null): Position {
  const { readN, isBack } = position
  const isOpen = onItsWay !== null && !isAnswered(onItsWay, serverN)
  const hasOwnMove = onItsWay !== null || isBack || readN > (position.serverN ?? 0)
  if (!hasOwnMove) return { readN: serverN, serverN, isBack: false }
  // An older move of ours may still pass through the server: only then the way back is still to be told.
  if (serverN === readN) return { readN, serverN, isBack: isBack && isOpen }
  // Further than here: another device was, unless it is from before our step back.
  if (serverN > readN) return { readN: isBack ? readN : serverN, serverN, isBack }
  // Not as far as here: from before our move forward, which it has yet to hear.
  return { readN, serverN, isBack: isBack && onItsWay?.back === true }
}

/** What is still to be asked of the server; null: nothing, or it is on its way. */
export function nextMove({ readN, serverN }: Position, onItsWay: Move | null): Move | null {
  const expected = onItsWay?.n ?? serverN
  return readN === expected ? null : { n: readN, back: expected !== null && readN < expected }
}

/** There is nothing to ask for: what the person wanted is so, and the server's next word counts. */
export function agreed(position: Position): Position {
  return { ...position, isBack: false }
}
