import type { Capabilities } from '../../shared/model/capabilities.ts'
import type { Room } from '../../shared/model/room.ts'
import type { Down, Hello, Reconnect } from '../../shared/protocol/down.ts'
import type { HeardMessage, HeardUser, Unnumbered } from '../../shared/protocol/unnumbered.ts'
import type { Up } from '../../shared/protocol/up.ts'
import type { WireFrame } from '../../shared/protocol/wire.ts'
import type { Result } from '../../shared/std/result.ts'

/** What a server says after it has greeted, whatever its kind. */
export type Frame = Exclude<Down, Hello | Reconnect> | Unnumbered

/** Who is in, and where. */
export interface Greeting {
  readonly server: { readonly name: string; readonly epoch: string }
  /** The id is `UNKNOWN_USER` while nobody has told. */
  readonly user: HeardUser
  readonly rooms: readonly Room[]
  /** Longest message, in code points after trimming. */
  readonly messageLimit: number
  /** What the server's clock showed, milliseconds since 1970; null: it does not say. */
  readonly time: number | null
}

/**
 * A frame of the server, understood: the greeting, a goodbye that says when to come back, anything else, or (null)
 * nothing that this program knows.
 */
export type Spoken =
  | Reconnect
  | { readonly type: 'greeting'; readonly greeting: Greeting; readonly heartbeat: number }
  | { readonly type: 'frame'; readonly frame: Frame }
  | null

/** What a socket is opened with. */
export interface Opening {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** In bytes: a longer frame ends the link. */
  readonly longestFrame?: number
}

/** locked: the keyring that holds the session is. none: there is no session any more. */
export type OpeningProblem = 'locked' | 'none' | 'unreachable'

/** absent: there is nothing where the profile says that the history is. */
export type HistoryProblem = 'unavailable' | 'signed_out' | 'absent'

/** How one kind of server is spoken to; one for each connection. */
export interface Dialect {
  readonly capabilities: Capabilities
  /** What the next link is opened with; asked for each link anew. */
  open(): Promise<Result<Opening, OpeningProblem>>
  /** The text of a command; null: this kind of server knows no such command. */
  encode(up: Up): string | null
  read(frame: WireFrame): Result<Spoken, 'bad_frame' | 'too_new'>
  /** Where the server never greets: what counts as its greeting, after the first frame or a time of silence. */
  readonly unspoken: UnspokenGreeting | null
  /** A link that is older than this is renewed, in milliseconds; null: never. */
  readonly longestLink: number | null
  /** Asks what a refused or closed link meant; true: there is no session any more. May have renewed the session. */
  isSignedOut(end: DialectEnd): Promise<boolean>
  /** The newest messages below an id (null: of all), in the order of their ids; only with `history: 'pages'`. */
  page(before: number | null): Promise<Result<readonly HeardMessage[], HistoryProblem>>
}

/** Why a link ended, as far as a dialect can make something of it: an HTTP status before it opened, or a closing code. */
export type DialectEnd =
  { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'closed'; readonly code: number }

export interface UnspokenGreeting {
  /** Milliseconds of silence on an open socket after which it counts as greeted. */
  readonly after: number
  /** Milliseconds between two pings of ours. */
  readonly heartbeat: number
  greeting(): Greeting
}
