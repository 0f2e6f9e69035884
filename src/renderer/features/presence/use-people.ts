import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import { displayName, type User } from '../../../shared/model/user.ts'
import { useModel, useSession } from '../../state/app-context.tsx'
import { othersOnline } from '../../state/selectors.ts'
import { useLinkView } from '../../state/use-link-view.ts'

/** The others who are online, as last known; `isKnown` is false once that is too long ago. */
export function usePeople(): { people: readonly User[]; isKnown: boolean } {
  const locale = useLocale()
  const { user } = useSession()
  const online = useModel((model) => model.people.online)
  const people = useMemo(() => {
    const { compare } = new Intl.Collator(locale)
    return othersOnline(online, user.id, (a, b) => compare(displayName(a), displayName(b)))
  }, [online, user.id, locale])
  return { people, isKnown: useLinkView().isPresenceKnown }
}
