import type { Room } from '../../shared/model/room.ts'
import { UNKNOWN_USER, type User } from '../../shared/model/user.ts'
import type { HeardUser } from '../../shared/protocol/unnumbered.ts'
import type { Greeting } from '../connection/dialect.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Changes } from './changes.ts'

/** Who the signed-in person is: as the greeting says, else as it turns out. Each call in the caller's transaction. */
export interface Self {
  greet(greeting: Greeting, changes: Changes): void
  /**
   * Looks for the signed-in name among people whom the server names, while it is not known who that is. Whom it gives
   * no number may be called by another one elsewhere.
   */
  learn(users: readonly HeardUser[], changes: Changes): void
  isOwn(user: User): boolean
  /** A person under the number that they have in this copy: frames of one server may not all number them. */
  known(user: User): User
  /** Notes what is told of a person; what was told before and is left out now is not forgotten. */
  note(user: HeardUser, changes: Changes): void
  /** Whether the person may delete for everyone, as far as is known: the server refuses whom it has said nothing of. */
  mayDelete(): boolean
}

export function createSelf(store: AccountStore): Self {
  /** True before any greeting: a copy that is read offline promises nothing. */
  let areRightsSaid = true
  const ownId = (): number | undefined => store.identity.get()?.userId
  /** By the number; where one side has none, by the name. */
  const isOwn = ({ id, username }: User): boolean => {
    const own = ownId()
    if (own === undefined || id === own || (id > 0 && own > 0)) return id === own
    return username !== '' && username === store.users.get(own)?.username
  }
  /** What was typed before it was known who types belongs to them. */
  const become = (user: HeardUser): void => {
    const identity = store.identity.get()
    if (!identity) return
    areRightsSaid = !user.hasUnsaidRights
    store.users.put(user)
    store.messages.reassign(UNKNOWN_USER, user.id)
    store.identity.set({ ...identity, userId: user.id })
  }
  /** A person without any room has nothing to be shown but the ones that they had: so a list of none changes nothing. */
  const list = (rooms: readonly Room[], changes: Changes): void => {
    const before = store.identity.rooms()
    store.identity.setRooms(rooms)
    for (const { id } of [...before, ...rooms]) changes.reading(id)
  }
  return {
    greet({ server, user, rooms, messageLimit }, changes) {
      areRightsSaid = !user.hasUnsaidRights
      const known = ownId() ?? UNKNOWN_USER
      const userId = user.id === UNKNOWN_USER ? known : user.id
      // The epoch that the copy is of; another one is noted when the copy has gone over to it.
      const epoch = store.identity.get()?.epoch ?? server.epoch
      store.identity.set({ userId: known, serverName: server.name, epoch, messageLimit })
      if (rooms.length > 0) list(rooms, changes)
      if (userId === known) {
        if (user.id === known) store.users.put(user)
      } else {
        become(user)
      }
    },
    learn(users, changes) {
      if (ownId() !== UNKNOWN_USER) return
      const name = store.users.get(UNKNOWN_USER)?.username
      const found = name ? users.find(({ id, username }) => id > 0 && username === name) : undefined
      if (!found) return
      become(found)
      changes.profile()
      store.identity.rooms().forEach(({ id }) => changes.reset(id))
    },
    isOwn,
    known: (user) => (isOwn(user) ? { ...user, id: ownId() ?? user.id } : user),
    note(user, changes) {
      const own = isOwn(user)
      // Of oneself the greeting has said all but, perhaps, what one may do.
      if (own && (areRightsSaid || user.hasUnsaidRights)) return
      const known = store.users.get(own ? (ownId() ?? user.id) : user.id)
      store.users.put(known ? merged(known, user) : user)
      if (!own) return
      areRightsSaid = true
      changes.profile()
    },
    mayDelete: () => !areRightsSaid || (store.users.get(ownId() ?? UNKNOWN_USER)?.isSuperuser ?? false)
  }
}

/** A frame may name less of somebody than an earlier one did. */
function merged(known: User, user: HeardUser): User {
  const isNamed = user.firstName !== '' || user.lastName !== ''
  const { firstName, lastName } = isNamed ? user : known
  const { isSuperuser } = user.hasUnsaidRights ? known : user
  return { id: known.id, username: user.username, firstName, lastName, isSuperuser }
}
