import { useId } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { QuietHours } from '../../../shared/ipc/preferences.ts'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'
import styles from './quiet-hours-group.module.css'
import { Group, Row, Rows, ToggleRow } from './rows.tsx'
import { clockOf, dayNames, minuteOf, toggleDay, WEEK } from './week.ts'
import { Hidden } from '../../ui/hidden.tsx'

/** What is offered first: every night. */
const NIGHTS: QuietHours = { days: [...WEEK], from: 22 * 60, to: 8 * 60 }

/** The hours at which not to be disturbed, week by week. */
export function QuietHoursGroup() {
  const t = useTranslations('settingsNotifications')
  const configure = useConfigure()
  const { quietHours: hours } = usePreferences()
  const set = (next: QuietHours | null) => void configure({ quietHours: next })
  return (
    <Group title={t('quietHours')}>
      <Rows>
        <ToggleRow
          title={t('weekly')}
          text={t('weeklyText')}
          isOn={hours !== null}
          onChange={(isOn) => set(isOn ? NIGHTS : null)}
        />
        {hours && <Days hours={hours} onChange={set} />}
        {hours && <Times hours={hours} onChange={set} />}
      </Rows>
    </Group>
  )
}

interface PartProps {
  readonly hours: QuietHours
  readonly onChange: (hours: QuietHours) => void
}

function Days({ hours, onChange }: PartProps) {
  const t = useTranslations('settingsNotifications')
  const locale = useLocale()
  const { days } = hours
  return (
    <Row title={t('days')} text={days.length === 0 ? t('noDay') : undefined}>
      <div className={styles['days']} role="group" aria-label={t('days')}>
        {WEEK.map((day) => {
          const { short, long } = dayNames(locale, day)
          return (
            <button
              key={day}
              type="button"
              className={styles['day']}
              aria-pressed={days.includes(day)}
              onClick={() => onChange({ ...hours, days: toggleDay(days, day) })}
            >
              <span aria-hidden="true">{short}</span>
              <Hidden>{long}</Hidden>
            </button>
          )
        })}
      </div>
    </Row>
  )
}

function Times({ hours, onChange }: PartProps) {
  const t = useTranslations('settingsNotifications')
  return (
    <Row title={t('times')} text={t(hours.to <= hours.from ? 'nextDay' : 'sameDay')}>
      <TimeField
        label={t('from')}
        minute={hours.from}
        onChange={(minute) => onChange({ ...hours, from: minute })}
      />
      <TimeField
        label={t('to')}
        minute={hours.to}
        onChange={(minute) => onChange({ ...hours, to: minute })}
      />
    </Row>
  )
}

interface TimeFieldProps {
  readonly label: string
  readonly minute: number
  readonly onChange: (minute: number) => void
}

/** It keeps what is being typed: a new value from outside would undo half a time. */
function TimeField({ label, minute, onChange }: TimeFieldProps) {
  const id = useId()
  return (
    <span className={styles['time']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        className={styles['field']}
        defaultValue={clockOf(minute)}
        onChange={(event) => {
          const next = minuteOf(event.target.value)
          if (next !== null) onChange(next)
        }}
        onBlur={({ target }) => {
          if (minuteOf(target.value) === null) target.value = clockOf(minute)
        }}
      />
    </span>
  )
}
