import type { User } from '../../shared/model/user.ts'
import type { AddedUser, NewUser, Store } from '../store/store.ts'

export const newUser = (username: string, isSuperuser = false): NewUser => ({
  username,
  usernameKey: username.toLowerCase(),
  firstName: '',
  lastName: '',
  isSuperuser,
  passwordHash: 'hash',
  at: 0
})

/** Adds a user to a store whose name must be free, with what that wrote. */
export async function addUserWithEvents(
  store: Store,
  username: string,
  isSuperuser = false
): Promise<AddedUser> {
  const added = await store.addUser(newUser(username, isSuperuser))
  if (!added) throw new Error(`${username} is taken`)
  return added
}

export async function addUser(store: Store, username: string, isSuperuser = false): Promise<User> {
  return (await addUserWithEvents(store, username, isSuperuser)).user
}
