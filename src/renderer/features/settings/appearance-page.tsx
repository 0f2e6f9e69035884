import { Minus, Plus } from 'lucide-react'
import { useId, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ZOOMS } from '../../../shared/ipc/preferences.ts'
import { useServices } from '../../state/app-context.tsx'
import { messageText } from '../../state/message-text.ts'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Slider } from '../../ui/slider.tsx'
import { useMedia } from '../../ui/use-media.ts'
import styles from './appearance-page.module.css'
import { Group, Row, Rows, ToggleRow } from './rows.tsx'
import { ThemeMiniature } from './theme-miniature.tsx'

const icon = { size: 16, strokeWidth: 2, 'aria-hidden': true } as const

/** How the window looks. */
export function AppearancePage({ preview }: { preview: ReactNode }) {
  const t = useTranslations('settingsAppearance')
  return (
    <>
      <Theme />
      <Group title={t('reading')}>
        <Rows>
          <Size />
          <Density />
          <Motion />
          <Zoom />
        </Rows>
      </Group>
      <Group title={t('preview')}>
        <div className={styles['preview']} role="img" aria-label={t('previewLabel')}>
          <div inert>{preview}</div>
        </div>
      </Group>
    </>
  )
}

function Theme() {
  const t = useTranslations('settingsAppearance')
  const configure = useConfigure()
  const { theme } = usePreferences()
  const id = useId()
  const options = (['system', 'light', 'dark'] as const).map((value) => ({
    value,
    label: t(value),
    picture: <ThemeMiniature theme={value} />
  }))
  return (
    <Group title={t('theme')} titleId={id}>
      <RadioCards
        labelledBy={id}
        value={theme}
        options={options}
        onChange={(next) => void configure({ theme: next })}
      />
    </Group>
  )
}

function Size() {
  const t = useTranslations('settingsAppearance')
  const configure = useConfigure()
  const { messageSize, density } = usePreferences()
  const { size } = messageText({ messageSize, density })
  const usual = messageText({ messageSize: null, density }).size
  return (
    <Row title={t('size')} text={t(size === usual ? 'sizeDefault' : 'sizeIs', { size })}>
      <span className={styles['size']}>
        <span className={styles['small']} aria-hidden="true">
          A
        </span>
        <Slider
          label={t('size')}
          value={size}
          min={13}
          max={19}
          words={(chosen) => t('pixels', { size: chosen })}
          onChange={(chosen) => configure({ messageSize: chosen === usual ? null : chosen })}
        />
        <span className={styles['large']} aria-hidden="true">
          A
        </span>
      </span>
    </Row>
  )
}

function Density() {
  const t = useTranslations('settingsAppearance')
  const configure = useConfigure()
  const { density } = usePreferences()
  return (
    <Row title={t('density')} text={t('densityText')}>
      <Segmented
        label={t('density')}
        value={density}
        options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(next) => void configure({ density: next })}
      />
    </Row>
  )
}

function Motion() {
  const t = useTranslations('settingsAppearance')
  const configure = useConfigure()
  const { motion } = usePreferences()
  const doesSystemReduce = useMedia('(prefers-reduced-motion: reduce)')
  const isFollowing = motion === 'system'
  const toggle = useRef<HTMLInputElement>(null)
  const follow = () => {
    toggle.current?.focus()
    void configure({ motion: 'system' })
  }
  return (
    <>
      <ToggleRow
        ref={toggle}
        title={t('motion')}
        text={t(isFollowing ? 'motionFollows' : 'motionSet')}
        isOn={isFollowing ? doesSystemReduce : motion === 'reduced'}
        onChange={(isOn) => void configure({ motion: isOn ? 'reduced' : 'full' })}
      />
      {!isFollowing && (
        <div className={styles['follow']}>
          <Button size="small" kind="ghost" onClick={follow}>
            {t('motionFollow')}
          </Button>
        </div>
      )}
    </>
  )
}

function Zoom() {
  const t = useTranslations('settingsAppearance')
  const { voice } = useServices()
  const configure = useConfigure()
  const { zoom } = usePreferences()
  const at = ZOOMS.indexOf(zoom)
  const inWords = (percent: number) => t('zoomIs', { zoom: percent / 100 })
  const step = (by: 1 | -1) => {
    const next = ZOOMS[at + by]
    if (next === undefined) return
    voice.polite(inWords(next))
    void configure({ zoom: next })
  }
  return (
    <Row title={t('zoom')} text={t('zoomText')}>
      <div className={styles['zoom']} role="group" aria-label={`${t('zoom')}, ${inWords(zoom)}`}>
        <IconButton label={t('zoomOut')} reason={at === 0 ? t('smallest') : null} onClick={() => step(-1)}>
          <Minus {...icon} />
        </IconButton>
        <span className={styles['percent']} aria-hidden="true">
          {inWords(zoom)}
        </span>
        <IconButton
          label={t('zoomIn')}
          reason={at === ZOOMS.length - 1 ? t('largest') : null}
          onClick={() => step(1)}
        >
          <Plus {...icon} />
        </IconButton>
      </div>
    </Row>
  )
}
