import type { User } from '../../shared/model/user.ts'
import type { Down } from '../../shared/protocol/down.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Level } from '../fanout/frames.ts'
import type { Hub } from '../fanout/hub.ts'
import type { Presence } from '../fanout/presence.ts'
import type { Limits } from '../limits.ts'
import type { Meter } from '../meter.ts'
import type { GroupCommit } from '../store/group-commit.ts'
import type { ReadPositionReader, StreamReader, UnreadReader } from '../store/store.ts'
import type { Link } from './link.ts'
import type { TokenBucket } from './token-bucket.ts'

/** What every session of a server works with. */
export interface SessionParts {
  readonly server: { readonly name: string; readonly epoch: string }
  readonly commits: GroupCommit
  readonly reader: StreamReader & UnreadReader & ReadPositionReader
  readonly hub: Hub
  readonly presence: Presence
  readonly limits: Limits
  readonly meter: Meter
  readonly clock: Clock
  readonly log: Log
  /** Names the messages of clients that name none. */
  readonly newClientId: () => string
}

/** The other side of one session, as what serves it sees it. */
export interface Client {
  readonly link: Link
  readonly level: Level
  readonly user: User
  /** The commands of all connections of this user. */
  readonly commands: TokenBucket
  tell(down: Down): void
  /** Something of ours broke: this client comes back and resumes, the others do not notice. */
  fail(error: unknown): void
}
