import { useTranslations } from 'use-intl'
import { useDates } from '../../i18n/words.tsx'
import { useModel } from '../../state/app-context.tsx'
import type { Link, LinkPhase } from '../../state/link.ts'
import { sentSinceReturn } from '../../state/selectors.ts'

/** What the banner says of the connection, but for what counts down; null: it says nothing. */
export function useBannerWords(phase: LinkPhase): { title: string; text: string } | null {
  const t = useTranslations('banner')
  const dates = useDates()
  const link = useModel((model) => model.link)
  const sent = useModel(sentSinceReturn)
  if (!link) return null
  switch (phase) {
    case 'reconnecting':
      return { title: t(wasOnline(link) ? 'lost' : 'never'), text: '' }
    case 'offline':
      return { title: t('offline'), text: wasOnline(link) ? copyFrom(link) : t('copy') }
    case 'back':
      return { title: t('back'), text: sent > 0 ? t('backSent', { count: sent }) : '' }
    case 'signed-out':
      return { title: t('expired'), text: t('copy') }
    case 'locked':
      return { title: t('locked'), text: t('unlock') }
    case 'outdated':
      return { title: t('outdated'), text: t('update') }
    default:
      return null
  }

  function copyFrom({ lostAt, heardAt }: Link): string {
    const isToday = new Date(lostAt).toDateString() === new Date(heardAt).toDateString()
    return isToday
      ? t('copyFrom', { time: dates.time(lostAt) })
      : t('copyFromDay', { day: dates.full(lostAt) })
  }
}

function wasOnline({ state }: Link): boolean {
  return 'lostAt' in state && state.lostAt !== null
}
