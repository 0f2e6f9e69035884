import { avatarIndex, initials, type User } from '../../shared/model/user.ts'

/** What an avatar shows of a person. */
export function face(user: User): { letters: string; ground: number } {
  return { letters: initials(user), ground: avatarIndex(user.id) }
}
