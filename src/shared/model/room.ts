/** A place where messages are written. */
export interface Room {
  readonly id: number
  readonly name: string
}
