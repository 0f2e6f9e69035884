import { ArchiveRestore, History } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Incident } from '../../../shared/model/incident.ts'
import { useDates } from '../../i18n/words.tsx'
import { useModel, useServices } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import styles from './incident-cards.module.css'
import { sentencesOf } from './sentences.ts'
import { whenOf } from './when.ts'

const icons = {
  'server-restored': History,
  'copy-rebuilt': ArchiveRestore,
  'copy-put-back': ArchiveRestore,
  'settings-rebuilt': ArchiveRestore
} as const

/** What happened to the copy, until it is dismissed: the newest, and the others when they are asked for. */
export function IncidentCards({ onFocusHome }: { onFocusHome: () => void }) {
  const t = useTranslations('incidents')
  const incidents = useModel((model) => model.incidents)
  const [isOpen, setIsOpen] = useState(false)
  const focusHome = useFocusHome(onFocusHome)
  useSpokenIncidents(incidents)
  const newestFirst = incidents.toSorted((a, b) => b.at - a.at || b.id - a.id)
  const shown = isOpen ? newestFirst : newestFirst.slice(0, 1)
  const others = incidents.length - 1
  if (shown.length === 0) return null
  return (
    <section className={styles['place']} aria-label={t('label')} {...focusHome}>
      <ul className={styles['cards']}>
        {shown.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} />
        ))}
      </ul>
      {others > 0 && (
        <Button size="small" kind="ghost" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t('showLess') : t('showMore', { count: others })}
        </Button>
      )}
    </section>
  )
}

function IncidentCard({ incident }: { incident: Incident }) {
  const t = useTranslations('incidents')
  const { client } = useServices()
  const dates = useDates()
  const Icon = icons[incident.kind]
  return (
    <li className={styles['card']} data-incident={incident.kind}>
      <span className={styles['icon']}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <div className={styles['words']}>
        <p className={styles['title']}>
          {t(incident.kind)}
          <span className={styles['time']}>{whenOf(incident.at, dates)}</span>
        </p>
        <p className={styles['text']}>{sentencesOf(incident, t).join(' ')}</p>
      </div>
      <Button size="small" onClick={() => void client.call('incidents.dismiss', { id: incident.id })}>
        {t('understood')}
      </Button>
    </li>
  )
}

/** Each is heard once, as long as the page lives. */
function useSpokenIncidents(incidents: readonly Incident[]): void {
  const t = useTranslations('incidents')
  const { voice } = useServices()
  const told = useRef(new Set<number>())
  useEffect(() => {
    const fresh = incidents.filter(({ id }) => !told.current.has(id))
    if (fresh.length === 0) return
    for (const { id } of fresh) told.current.add(id)
    voice.polite(
      fresh.flatMap((incident) => [`${t(incident.kind)}.`, ...sentencesOf(incident, t)]).join('\n')
    )
  }, [incidents, voice, t])
}
