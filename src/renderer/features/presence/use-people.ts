import { useLocale } from 'use-intl'
import type { User } from '../../../shared/model/user.ts'
import { useModel, useSession } from '../../state/app-context.tsx'
import { useLinkView } from '../../state/use-link-view.ts'
import { peopleByName } from './people-order.ts'

/**
 * The others who are online, as last known; `isKnown` is false once that is too long ago. `isAlone` only once the
 * server has said so: a list without the reader has not come from it, and is awaited.
 */
export function usePeople(): {
  people: readonly User[]
  isKnown: boolean
  isAlone: boolean
  isAwaited: boolean
} {
  const locale = useLocale()
  const { user } = useSession()
  const online = useModel((model) => model.people.online)
  const people = peopleByName(online, user.id, locale)
  const isKnown = useLinkView().isPresenceKnown
  const isAwaited = isKnown && online.length === 0
  return { people, isKnown, isAlone: isKnown && !isAwaited && people.length === 0, isAwaited }
}
